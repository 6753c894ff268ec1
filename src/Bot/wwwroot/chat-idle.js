// On a computer that many people use, a conversation that nobody tends is erased. A minute before, the page asks whether somebody is
// still there; any key or touch says so, as often as one likes (WCAG 2.2.1). Who is elsewhere in the meantime keeps the focus there.

import { speak } from './chat-replies.js';

const WARNING = 60000; // Milliseconds from the question to the end.
const ASLEEP = 150000; // Milliseconds between two looks at the clock: the computer slept, and whoever wakes it may be somebody else.

const dialog = document.getElementById('still-there');
let last = Date.now();
let looked = last;
let asked = 0; // When it was asked; 0 while it is not.

function hide() {
  asked = 0;
  if (dialog.open) dialog.close();
}

/** Somebody did something. */
export function tend() {
  last = Date.now();
  if (asked) hide();
}

/**
 * @param after Milliseconds of silence until the conversation is erased.
 * @param isWorth Whether there is something to erase.
 * @param onAsk Called when the question is shown.
 * @param onEnd Called when nobody answered it.
 */
export function watch({ after, isWorth, onAsk, onEnd }) {
  const end = () => { hide(); last = Date.now(); onEnd(); };

  function ask() {
    asked = Date.now();
    // A dialog that is shown takes the focus, which may be in another page's form just now.
    if (document.hasFocus()) {
      dialog.showModal();
    } else {
      dialog.setAttribute('open', '');
      speak(dialog.innerText, true);
    }
    onAsk();
  }

  function look() {
    const now = Date.now();
    const hasSlept = now - looked > ASLEEP;
    looked = now;
    if (!isWorth()) tend();
    else if (now - last >= after && hasSlept) end();
    else if (asked ? now - asked >= WARNING : false) end();
    else if (!asked && now - last >= after - WARNING) ask();
  }

  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input']) {
    addEventListener(kind, event => {
      // The question's own buttons answer for themselves, and the Tab key leads to them.
      const isButton = event.target.closest?.('#still-there button') && [undefined, 'Enter', ' '].includes(event.key);
      if (asked && (isButton || ['Tab', 'Shift'].includes(event.key))) return;
      // Escape would close the chat, too.
      if (asked && event.key === 'Escape') event.preventDefault();
      tend();
    }, { capture: true, passive: kind !== 'keydown' });
  }
  document.getElementById('keep').addEventListener('click', tend);
  document.getElementById('erase-now').addEventListener('click', end);
  document.addEventListener('visibilitychange', look);
  setInterval(look, 1000);
}
