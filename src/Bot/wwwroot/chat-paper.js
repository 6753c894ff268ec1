// The conversation to take along: as text to copy, and on paper. Black on white, with the addresses of sources in full.

import { isAlert, render } from './chat-replies.js';
import { language, word } from './chat-words.js';

const paper = document.getElementById('paper');
const spoken = new Map(); // By id, so that a replay adds nothing twice.

export const forget = () => spoken.clear();

/** Whether somebody has said something. */
export const hasWords = () => [...spoken.values()].some(isMine);

export function note(activity) {
  if (activity.type === 'message' && activity.id && activity.text) spoken.set(activity.id, activity);
}

const when = (activity, options) => new Date(activity.timestamp).toLocaleString(language, options);
const isMine = activity => activity.from?.role === 'user';
const who = activity => word(isMine(activity) ? 'me' : isAlert(activity) ? 'important' : 'answer');

function lines(activity) {
  if (isMine(activity)) {
    const own = document.createElement('p');
    own.textContent = activity.text;
    return own;
  }
  const shown = document.createElement('div');
  shown.innerHTML = render(activity.text); // What Web Chat shows, and from the same sanitizer.
  shown.querySelectorAll('.choices').forEach(one => one.remove());
  for (const link of shown.querySelectorAll('a')) {
    const address = link.getAttribute('href');
    const text = link.textContent.replace(/\u200B/g, '').trim();
    link.replaceWith(/^tel:/i.test(address) || text === address ? text : `${text} <${address}>`);
  }
  return shown;
}

function text(element) {
  const blocks = [...element.querySelectorAll('p, li, h1, h2, h3, h4')].filter(one => !one.querySelector('p, li'));
  const found = blocks.length ? blocks : [element];
  return found.map(one => `${one.tagName === 'LI' ? '- ' : ''}${one.textContent.replace(/\s+/g, ' ').trim()}`).filter(Boolean).join('\n');
}

export function asText(title, emergency) {
  const messages = [...spoken.values()].map(one =>
    `${isAlert(one) ? who(one).toUpperCase() : who(one)}, ${when(one, { dateStyle: 'medium', timeStyle: 'short' })}\n${text(lines(one))}`);
  return [title, emergency, ...messages, ''].join('\n\n');
}

// Also for who prints by the browser's own menu. `headings` gives title and emergency line as they are then.
export function keepPrintable(headings) {
  addEventListener('beforeprint', () => {
    const { title, emergency } = headings();
    const top = document.createElement('h1');
    top.textContent = title;
    const call = document.createElement('p');
    call.className = 'call-line';
    call.textContent = emergency;
    paper.replaceChildren(top, call, ...[...spoken.values()].map(one => {
      const message = document.createElement('article');
      if (isAlert(one)) message.className = 'alert';
      const heading = document.createElement('h2');
      heading.textContent = `${who(one)}, ${when(one, { dateStyle: 'long', timeStyle: 'short' })}`;
      message.append(heading, lines(one));
      return message;
    }));
    paper.hidden = false;
  });
  addEventListener('afterprint', () => { paper.hidden = true; });
}
