// What becomes of a reply before Web Chat shows it: its choices are put below the answer, its sources and dates in a group at the end,
// and what a screen reader says is written out in that order. An alert is said at once, and once.

import { word } from './chat-words.js';

const settings = JSON.parse(document.getElementById('settings').textContent);
const alarm = document.getElementById('alarm');
const polite = document.getElementById('said');
const known = new Map(); // By text: what the reply has besides it.

// Web Chat sets zero-width spaces around links, which some screen readers stumble over.
const words = text => text.replace(/\u200B/g, '').replace(/\s+/g, ' ').trim();
// And it makes quotation marks and dashes prettier.
const isSame = (one, other) => one.replace(/[^\p{L}\p{N}]+/gu, '') === other.replace(/[^\p{L}\p{N}]+/gu, '');
const fragment = html => new DOMParser().parseFromString(html, 'text/html').body;
const webChat = (markdown, styles) => fragment(window.WebChat.renderMarkdown(markdown, styles ?? { markdownRespectCRLF: true }, { externalLinkAlt: word('newTab') }));

export const isAlert = activity => {
  const urgency = activity.entities?.find(one => one.type === 'hipfaq/answer')?.alert?.urgency;
  return urgency === 'emergency' || urgency === 'sameDay';
};

// The element tree of a reply: { body: […], disclaimer, sources: […] }, all of them block elements.
function parts(tree) {
  const blocks = [...tree.children];
  const at = blocks.findIndex(one => isSame(one.textContent, settings.disclaimer));
  if (at < 0) return { body: blocks, disclaimer: null, sources: [] };
  return { body: blocks.slice(0, at), disclaimer: blocks[at], sources: blocks.slice(at + 1) };
}

// "Did you mean" says its choices as a list in its text, complete for every channel; here they are buttons.
const isListOf = (block, choices) =>
  block.tagName === 'OL' && block.children.length === choices.length
  && [...block.children].every((one, index) => isSame(one.textContent, choices[index]));

function mend(link) {
  const address = link.getAttribute('href') ?? '';
  if (/^tel:/i.test(address)) {
    link.replaceChildren(link.textContent);
    for (const name of ['target', 'rel', 'aria-label', 'title']) link.removeAttribute(name);
    link.className = 'call';
  } else {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
}

/** Web Chat's `renderMarkdown`. */
export function render(markdown, styles) {
  const { choices = [], alert = false } = known.get(markdown) ?? {};
  const tree = webChat(markdown, styles);
  tree.querySelectorAll('a').forEach(mend);
  const { body, disclaimer, sources } = parts(tree);
  const shown = document.createElement('div');
  shown.dir = 'auto'; // An English answer on an Arabic page.
  if (alert) shown.className = 'alarm';
  shown.append(...body.filter(one => !isListOf(one, choices)));
  if (disclaimer) {
    disclaimer.classList.add('disclaimer');
    shown.append(disclaimer);
  }
  if (choices.length) {
    const list = document.createElement('div');
    list.className = 'choices';
    list.setAttribute('role', 'group');
    list.setAttribute('aria-label', word('choose'));
    for (const choice of choices) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'choice';
      button.textContent = choice;
      list.append(button);
    }
    shown.append(list);
  }
  if (sources.length) {
    const group = document.createElement('div');
    group.className = 'sources';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', word('sources'));
    group.append(...sources);
    shown.append(group);
  }
  return shown.outerHTML;
}

// What stands on a card, as text.
function cardText({ content = {}, contentType = '' }) {
  if (contentType.endsWith('card.adaptive')) {
    const texts = [];
    JSON.stringify(content, (key, value) => {
      if (['text', 'title', 'label', 'altText'].includes(key) && typeof value === 'string') texts.push(value);
      return value;
    });
    return texts.join('. ');
  }
  return [content.title, content.subtitle, content.text, ...(content.buttons ?? []).map(one => one.title)].filter(Boolean).join('. ');
}

const sentence = text => (text && !/[.!?:…]$/.test(text) ? `${text}.` : text);

function heard(activity, choices) {
  const { body, disclaimer, sources } = parts(webChat(activity.text ?? ''));
  const lines = blocks => blocks.flatMap(one => (/^[OU]L$/.test(one.tagName) ? [...one.children] : [one]))
    .map(one => sentence(words(one.textContent))).filter(Boolean);
  return [
    ...lines(body.filter(one => !isListOf(one, choices))),
    ...(activity.attachments ?? []).map(one => sentence(words(cardText(one)))).filter(Boolean),
    ...(disclaimer ? lines([disclaimer]) : []),
    ...(choices.length ? [`${word('choose')}: ${choices.map(words).join('; ')}.`.replace(/\?\./, '?')] : []),
    ...(sources.length ? [`${word('sources')}: ${lines(sources).join(' ')}`] : []),
  ].join(' ');
}

// Web Chat has a live region of its own, which says sources before choices, repeats what was read after a reload, and waits its turn
// with an alert. It is silenced, and ours speaks.
export function silence(element) {
  const hush = () => element.querySelectorAll('.webchat__live-region-transcript:not([aria-hidden])').forEach(region => {
    region.setAttribute('aria-live', 'off');
    region.setAttribute('aria-hidden', 'true');
  });
  hush();
  new MutationObserver(hush).observe(element, { childList: true, subtree: true });
}

const SAID = 3000; // Milliseconds after which nobody who reads through the page shall find it a second time.

/** Has a screen reader say it: at once, or when it has finished what it says. */
export function speak(text, isAlert) {
  const line = document.createElement('p');
  line.textContent = text;
  (isAlert ? alarm : polite).append(line);
  setTimeout(() => line.remove(), SAID);
}

/**
 * Takes a message as it came; gives it as Web Chat is to have it.
 * @param isOld Whether it was read before, as after a reload: then it is shown and not said again.
 * @param isWelcome Whether it is the first message: the starters go with it.
 */
export function prepare(activity, isOld, isWelcome) {
  if (activity.from?.role === 'user') return activity;
  const choices = isWelcome ? settings.starters : (activity.suggestedActions?.actions ?? []).map(one => one.value ?? one.title);
  const alert = isAlert(activity);
  known.set(activity.text ?? '', { choices, alert });
  const said = heard(activity, choices);
  if (!isOld) speak(said, alert);
  // The message's name, for who goes from one to the next.
  return { ...activity, suggestedActions: undefined, channelData: { ...activity.channelData, 'webchat:fallback-text': said } };
}
