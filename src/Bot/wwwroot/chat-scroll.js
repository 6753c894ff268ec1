// Where the transcript stands when a conversation begins and when a reply comes.

// Holds the transcript at its top until the person does something there, or two seconds have gone.
export function startAtTop(element, isWanted) {
  const end = performance.now() + 2000;
  let isHeld = true;
  for (const event of ['wheel', 'touchstart', 'keydown', 'mousedown']) element.addEventListener(event, () => { isHeld = false; }, { once: true });
  requestAnimationFrame(function hold() {
    if (!isHeld || !isWanted() || performance.now() > end) return;
    const transcript = element.querySelector('.webchat__basic-transcript__scrollable');
    if (transcript && transcript.scrollTop > 0) transcript.scrollTop = 0;
    requestAnimationFrame(hold);
  });
}

// Web Chat follows what is new only from the end of the transcript, which is not where somebody presses a choice. So it is seen to that
// a reply's beginning comes into view, unless the person moves the transcript meanwhile.
export function bringIntoView(element) {
  const replies = () => element.querySelectorAll('.webchat__stacked-layout:not(.webchat__stacked-layout--from-user)');
  const before = replies().length;
  const end = performance.now() + 5000;
  let isWanted = true;
  let place = -1;
  for (const event of ['wheel', 'touchstart', 'mousedown', 'keydown']) element.addEventListener(event, () => { isWanted = false; }, { once: true });
  requestAnimationFrame(function look() {
    const transcript = element.querySelector('.webchat__basic-transcript__scrollable');
    if (!isWanted || !transcript || performance.now() > end) return;
    const reply = [...replies()].at(-1);
    const isResting = transcript.scrollTop === place;
    place = transcript.scrollTop;
    if (replies().length > before && isResting) {
      const below = reply.getBoundingClientRect().top - transcript.getBoundingClientRect().top;
      if (below < 0 || below > transcript.clientHeight / 2) transcript.scrollTop += below - 2;
    }
    requestAnimationFrame(look);
  });
}
