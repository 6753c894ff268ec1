// Opens Web Chat on the Direct Line of this service, comes back to the same conversation after a reload or a lost connection, and keeps
// the person told when the service is out of reach.

import * as frame from './chat-frame.js';
import * as idle from './chat-idle.js';
import * as kept from './chat-kept.js';
import * as look from './chat-look.js';
import * as paper from './chat-paper.js';
import { isReachable, untilReachable } from './chat-reach.js';
import { prepare, render, silence } from './chat-replies.js';
import { bringIntoView, startAtTop } from './chat-scroll.js';
import { language, word } from './chat-words.js';

const { WebChat } = window;
const settings = JSON.parse(document.getElementById('settings').textContent);
const nonce = document.querySelector('script[nonce]').nonce;
const at = id => document.getElementById(id);
const [chat, notice, noticeText, noticeButton, opening] = ['chat', 'notice', 'notice-text', 'notice-button', 'opening'].map(at);

const EXPIRED = 3; // Status of Direct Line's client; 4 is FailedToConnect, 5 Ended.
const LOSSES_BEFORE_ASKING = 2;
const SILENCE = 10000; // Milliseconds without a poll, of which there is one each second: the client has given up.
const AZURE = 15 * 60 * 1000; // Milliseconds for which a token is good after the client has refreshed it last.
const SLOW = 500; // Milliseconds until a reply that has not come is shown to be in the making.

let session = null; // The open conversation.
let losses = 0; // In a row, without a connection between them.
let offline = false;
let lastPoll = 0;
let usePolling = new URLSearchParams(location.search).get('transport') === 'polling';
let wantsFocus = false; // The person waits for the box to type in.
const waiting = []; // Questions of the framing page that came before the connection.

function say(text, buttonLabel, onButton) {
  noticeText.textContent = text;
  noticeButton.hidden = !buttonLabel;
  noticeButton.textContent = buttonLabel ?? '';
  noticeButton.onclick = onButton ?? null;
  notice.hidden = !text;
}

const dismiss = () => say('');

// Who is turned away must read whom to call.
const refuse = (text, ...button) => say(`${text} ${settings.emergency}`, ...button);

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', cache: 'no-store', body: body && JSON.stringify(body) });
  if (response.ok) return response.json();
  throw Object.assign(new Error('refused'), { status: response.status });
}

function onLeave(listener) {
  addEventListener('pagehide', listener);
  return () => removeEventListener('pagehide', listener);
}

// ---- One conversation on the page ---------------------------------------------------------------------------------------------

const numberOf = activity => Number(activity.id?.split('|')[1] ?? NaN);

// `from` is what /chat/start and /chat/resume answer.
function open(from, isOld) {
  // What stands in the box was typed by somebody, and goes along.
  const typed = session?.typed();
  session?.close();
  lastPoll = performance.now();
  const { conversationId } = from;
  const subscriptions = [];
  const seen = isOld ? kept.read()?.seen ?? 0 : 0;
  kept.write({ conversationId, ticket: from.ticket });
  const directLine = WebChat.createDirectLine({
    domain: new URL(from.domain, location.href).href, token: from.token, webSocket: !usePolling,
    ...(isOld && { conversationId, watermark: '0' }),
  });
  // Azure gives no tickets: there a page that is loaded anew comes back by the token itself, while it is good.
  if (!from.ticket) {
    const keep = () => kept.write({ azure: { ...from, token: directLine.token }, until: Date.now() + AZURE });
    keep();
    subscriptions.push({ unsubscribe: onLeave(keep) });
  }
  let slow = 0;
  let bot = 'hipfaq'; // Web Chat ends a sign of typing at the next message of the same one; through Azure it has another id.
  let hasWelcome = false;
  let hasAsked = false;
  let hasMoved = false; // The person has moved the transcript since the last question, and reads elsewhere.

  function take(activity) {
    if (activity.type !== 'message') return activity;
    paper.note(activity);
    const number = numberOf(activity);
    const old = number <= seen;
    if (number > (kept.read()?.seen ?? 0)) kept.write({ seen: number });
    const isReply = activity.from?.role !== 'user';
    const isWelcome = isReply && !hasWelcome && !activity.replyToId;
    // Web Chat scrolls to the end of the first message; a longer one begins at its beginning, too.
    if (isWelcome && !old) startAtTop(element, () => !hasAsked);
    hasWelcome ||= isReply;
    if (isReply) bot = activity.from.id;
    if (isReply && !old) clearInterval(slow);
    if (isReply && !old) frame.replied();
    if (isReply && !old && activity.replyToId && !hasMoved) bringIntoView(element);
    return prepare(activity, old, isWelcome);
  }

  const store = WebChat.createStore({}, ({ dispatch }) => next => action => {
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
      return next({ ...action, payload: { ...action.payload, activity: take(action.payload.activity) } });
    }
    const result = next(action);
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_PENDING' && action.payload.activity.type === 'message') {
      opening.hidden = true;
      hasAsked = true;
      hasMoved = false;
      clearInterval(slow);
      // The client shows a sign of typing for five seconds, or until a later message of the same one. Without a time it stands behind
      // what is there now, whatever this computer's clock says, and so before the reply.
      slow = setInterval(() => dispatch({ type: 'DIRECT_LINE/INCOMING_ACTIVITY', payload: { activity: {
        type: 'typing', id: `typing-${performance.now()}`, from: { id: bot, role: 'bot', name: word('bot') }, channelData: {},
      } } }), SLOW);
    }
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED') {
      clearInterval(slow);
      if (!offline) refuse(word('notSent'), word('close'), dismiss);
    }
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
      losses = 0;
      element.inert = false;
      if (wantsFocus) opened.focus();
      // Only now: the activities are shared among listeners, and what comes before Web Chat listens would be lost to it.
      queueMicrotask(() => {
        subscriptions.push(directLine.activity$.subscribe({ error: () => lost(opened) }));
        for (const text of waiting.splice(0)) opened.ask(text);
      });
    }
    return result;
  });
  const element = document.createElement('div');
  element.className = 'web-chat';
  // What is sent before the connection stands would be lost.
  element.inert = true;
  for (const kind of ['wheel', 'touchmove', 'mousedown', 'keydown']) {
    element.addEventListener(kind, event => { hasMoved ||= Boolean(event.target.closest('.webchat__basic-transcript')); }, { passive: true });
  }
  element.addEventListener('click', event => {
    const choice = event.target.closest('.choice');
    if (choice) opened.ask(choice.textContent);
  });
  const opened = {
    isOpen: true,
    directLine,
    ask: text => {
      if (element.inert) {
        waiting.push(text);
        return;
      }
      hasAsked = true;
      store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text } });
    },
    typed: () => store.getState().sendBoxValue,
    resume: () => open({ ...from, ticket: kept.read()?.ticket, token: directLine.token, conversationId: directLine.conversationId }, true),
    render: () => WebChat.renderWebChat({
      directLine, store, nonce, locale: language, dir: document.documentElement.dir || 'ltr', renderMarkdown: render, styleOptions: look.styleOptions(settings),
    }, element),
    focus: () => {
      wantsFocus = element.inert;
      if (!wantsFocus) element.querySelector('textarea')?.focus();
    },
    close: () => {
      opened.isOpen = false;
      clearInterval(slow);
      subscriptions.forEach(one => one.unsubscribe());
      directLine.end();
    },
  };
  chat.replaceChildren(element);
  session = opened;
  subscriptions.push(directLine.connectionStatus$.subscribe(status => status >= EXPIRED && lost(opened, status)));
  opened.render();
  silence(element);
  if (typed) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: typed } });
}

// A site may open the chat at an entry, once.
function askEntry() {
  const { entry } = settings;
  if (!entry || kept.read()?.entry === entry.id) return;
  kept.write({ entry: entry.id });
  waiting.push(entry.question);
}

// ---- Beginning, coming back, starting over --------------------------------------------------------------------------------------

// Null where the conversation is gone.
async function resumed(watermark) {
  const ticket = kept.read()?.ticket;
  if (!ticket) return null;
  try {
    const answer = await post('/chat/resume', { ticket, ...(watermark && { watermark }) });
    kept.write({ ticket: answer.ticket });
    return answer;
  } catch (error) {
    if (error.status === 403 || error.status === 404) return null;
    throw error;
  }
}

async function begin() {
  try {
    const hadOne = Boolean(kept.read()?.ticket);
    const { azure, until } = kept.read() ?? {};
    const before = azure && until > Date.now() ? azure : await resumed();
    if (before) {
      open(before, true);
    } else {
      kept.clear();
      open(await post('/chat/start'), false);
      if (hadOne) refuse(word('notKept'), word('close'), dismiss);
    }
    askEntry();
  } catch (error) {
    if (error.status) cannotOpen(error.status);
    else await waitOffline(begin);
  }
}

function cannotOpen(status) {
  refuse(
    word(status === 429 ? 'tooMany' : 'cannotOpen'), word('tryAgain'), () => { losses = 0; dismiss(); begin(); });
}

// Nobody is there any more, or whoever was says so. The page is cleared at once, also where the service is out of reach: it is told later,
// and erases by itself what nobody comes back to.
async function clear(text) {
  const ticket = kept.read()?.ticket;
  kept.clear();
  paper.forget();
  session?.close();
  session = null;
  chat.replaceChildren();
  waiting.length = 0;
  const anew = async () => {
    try {
      open(await post(...(ticket ? ['/chat/start-over', { ticket }] : ['/chat/start'])), false);
      say(text, word('close'), dismiss);
    } catch (error) {
      if (error.status) cannotOpen(error.status);
      else await waitOffline(anew);
    }
  };
  await anew();
}

async function startOver() {
  const ticket = kept.read()?.ticket;
  try {
    const answer = await post(...(ticket ? ['/chat/start-over', { ticket }] : ['/chat/start']));
    kept.clear();
    paper.forget();
    session?.close();
    session = null;
    open(answer, false);
    say(word('startedOver'), word('close'), dismiss);
  } catch (error) {
    refuse(word(error.status ? 'didNotWork' : 'offline'), word('close'), dismiss);
  }
}

// ---- Lost connections -----------------------------------------------------------------------------------------------------------

async function lost(which, status) {
  if (!which.isOpen || which.isLost) return;
  which.isLost = true;
  if (++losses > LOSSES_BEFORE_ASKING) { which.close(); return cannotOpen(); }
  if (!(await isReachable())) await waitOffline(() => {});
  let before = null;
  try {
    before = await resumed(status === EXPIRED ? which.directLine.watermark : undefined);
  } catch { /* It refuses; a new conversation will say why. */ }
  if (!which.isOpen) return;
  if (before && status === EXPIRED) {
    // The token ran out, as on a laptop that was closed for an hour: the client goes on where it was.
    which.isLost = false;
    which.directLine.reconnect(before);
    return;
  }
  which.close();
  if (before) return open(before, true);
  kept.clear();
  await begin();
  refuse(word('interrupted'), word('close'), dismiss);
}

async function waitOffline(then) {
  if (offline) return;
  offline = true;
  refuse(`${word('offline')} ${word('goesOn')}`);
  await untilReachable();
  offline = false;
  dismiss();
  await then();
}

// A conversation that is still there goes on, with what was said.
async function checkService() {
  if (offline || !session?.isOpen || (await isReachable())) return;
  const open = session;
  await waitOffline(() => open.isOpen && open.resume());
}

// Some proxies let no WebSocket pass.
async function goOnWithoutSocket() {
  if (usePolling || !session?.isOpen || !(await isReachable())) return checkService();
  usePolling = true;
  session.resume();
}

// Direct Line's client tells nobody that its socket broke: it tries in silence to open another one, for minutes. So we look ourselves.
window.WebSocket = class extends window.WebSocket {
  constructor(...address) {
    super(...address);
    let hasOpened = false;
    this.addEventListener('open', () => { hasOpened = true; });
    this.addEventListener('close', () => (hasOpened ? checkService() : goOnWithoutSocket()));
  }
};
// A polling client goes silent at the first failure, and says so to nobody.
new PerformanceObserver(list => {
  if (list.getEntries().some(entry => entry.name.includes('/activities?'))) lastPoll = performance.now();
}).observe({ type: 'resource' });
// In the background the browser slows the client's clock and ours.
document.addEventListener('visibilitychange', () => { lastPoll = performance.now(); });
setInterval(async () => {
  if (!usePolling) return;
  await checkService();
  if (!offline && session?.isOpen && !document.hidden && performance.now() - lastPoll > SILENCE) session.resume();
}, 5000);
addEventListener('offline', checkService);

// ---- The page's own tools, and the page around it -------------------------------------------------------------------------------

const redraw = () => session?.isOpen && session.render();
look.onDarkChange(redraw);
look.initTextSize(at('larger'));
paper.keepPrintable(() => ({ title: document.title, emergency: settings.emergency }));
at('print').addEventListener('click', () => window.print());
at('start-over').addEventListener('click', startOver);
at('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(paper.asText(document.title, settings.emergency));
    say(word('copied'), word('close'), dismiss);
  } catch {
    say(word('notCopied'), word('close'), dismiss);
  }
});

frame.listen({
  hello: ({ title, message, accent, ink }) => {
    if (title) {
      document.title = at('title').textContent = title;
      at('title').lang = settings.language; // The site's own words.
    }
    opening.textContent = message;
    opening.hidden = !message;
    look.takeColours(accent, ink);
    redraw();
  },
  ask: text => {
    idle.tend();
    if (text.trim()) (session?.isOpen ? session.ask(text) : waiting.push(text));
  },
  active: idle.tend,
  focus: end => {
    if (end === 'last') [...document.querySelectorAll('button, textarea')].filter(one => one.checkVisibility() && !one.disabled && !one.closest('[inert]')).at(-1)?.focus();
    else if (session) session.focus();
    else wantsFocus = true;
  },
});
if (settings.sharedComputer) {
  idle.watch({
    after: settings.sharedComputer * 1000,
    isWorth: () => paper.hasWords() || Boolean(session?.typed()),
    onAsk: frame.asked,
    onEnd: () => clear(word('erased')),
  });
}
begin();
