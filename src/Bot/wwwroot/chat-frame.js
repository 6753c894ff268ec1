// The page that frames the chat. It is listened to only if it is the parent and an allowed site, and what it says is plain text.
// A chat that was opened by itself, not framed, takes no messages.

const settings = JSON.parse(document.getElementById('settings').textContent);
const LONGEST = { title: 80, message: 400, ask: 40000 }; // All of a long story is looked through for warning signs.

export const isFramed = window.parent !== window;

let site = null; // The origin of the parent, once it has spoken.

const tell = message => site && window.parent.postMessage({ hipfaq: 1, ...message }, site);
const text = (value, kind) => (typeof value === 'string' ? value.slice(0, LONGEST[kind]) : '');

export const replied = () => tell({ type: 'reply' });
export const asked = () => tell({ type: 'show' }); // Something wants to be seen.

/** @param on What to do: hello({title, message, accent, ink}), ask(text), focus(end), active(). */
export function listen(on) {
  if (!isFramed) return;
  document.documentElement.classList.add('framed');
  addEventListener('message', event => {
    if (event.source !== window.parent || !(event.origin === location.origin || settings.sites.includes(event.origin))) return;
    const said = event.data;
    if (said?.hipfaq !== 1) return;
    switch (said.type) {
      case 'hello':
        site = event.origin;
        on.hello({
          title: text(said.title, 'title'),
          message: text(said.message, 'message'),
          accent: said.accent,
          ink: said.ink,
        });
        tell({ type: 'ready' });
        break;
      case 'ask': on.ask(text(said.text, 'ask')); break;
      case 'active': on.active(); break;
      case 'focus': on.focus(said.end === 'last' ? 'last' : 'box'); break;
    }
  });
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.defaultPrevented) tell({ type: 'close' });
  });
}
