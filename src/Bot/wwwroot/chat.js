// Opens Web Chat on the embedded Direct Line of this origin and keeps the person told when the service is out of reach.
// Nothing of a conversation is stored in the browser.

const { WebChat } = window;
const domain = new URL('/v3/directline', location.href).href;
const nonce = document.querySelector('script[nonce]').nonce;
const dark = matchMedia('(prefers-color-scheme: dark)');
const chat = document.getElementById('chat');
const notice = document.getElementById('notice');
const noticeText = document.getElementById('notice-text');
const noticeButton = document.getElementById('notice-button');

const CONNECTION_LOST = 3; // ExpiredToken; 4 is FailedToConnect, 5 Ended.
const LOSSES_BEFORE_ASKING = 2;
const SILENCE = 10000; // Milliseconds without a poll, of which there is one each second: the client has given up.

let session = null; // The open conversation.
let losses = 0; // In a row, without a connection between them.
let offline = false;
let lastPoll = 0;
let usePolling = new URLSearchParams(location.search).get('transport') === 'polling';

function say(text, buttonLabel, onButton) {
  noticeText.textContent = text;
  noticeButton.hidden = !buttonLabel;
  noticeButton.textContent = buttonLabel ?? '';
  noticeButton.onclick = onButton ?? null;
  notice.hidden = !text;
}

const dismiss = () => say('');

function styleOptions() {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [surface, text, quiet, accent, edge, page] = ['--surface', '--text', '--quiet', '--accent', '--edge', '--page'].map(colour);
  return {
    accent,
    backgroundColor: surface,
    bubbleBackground: page,
    bubbleBorderColor: edge,
    bubbleBorderRadius: 12,
    bubbleFromUserBackground: dark.matches ? '#14504c' : '#0b6e69',
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserTextColor: '#fff',
    bubbleMaxWidth: 620,
    bubbleTextColor: text,
    cardEmphasisBackgroundColor: page,
    fontSizeSmall: '85%',
    hideUploadButton: true,
    primaryFont: getComputedStyle(document.body).fontFamily,
    sendBoxBackground: surface,
    sendBoxBorderTop: `1px solid ${edge}`,
    sendBoxButtonColor: accent,
    sendBoxButtonColorOnHover: text,
    sendBoxHeight: 56,
    sendBoxPlaceholderColor: quiet,
    sendBoxTextColor: text,
    sendBoxTextWrap: true,
    subtle: quiet,
    suggestedActionBackgroundColor: surface,
    suggestedActionBorderColor: accent,
    suggestedActionBorderRadius: 12,
    suggestedActionBorderWidth: 2,
    suggestedActionHeight: 44,
    suggestedActionLayout: 'stacked',
    suggestedActionTextColor: accent,
    suggestedActionsStackedLayoutButtonTextWrap: true,
    timestampColor: quiet,
  };
}

async function newToken() {
  const response = await fetch(`${domain}/tokens/generate`, { method: 'POST', cache: 'no-store' });
  if (!response.ok) throw Object.assign(new Error('refused'), { status: response.status });
  return response.json();
}

async function isReachable() {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(8000) })).status < 500;
  } catch {
    return false;
  }
}

// Resolves when the service answers again. The waits grow to 15 s; the browser's own "online" ends one early.
async function untilReachable() {
  for (let wait = 1000; !(await isReachable()); wait = Math.min(wait * 2, 15000)) {
    await new Promise(resolve => {
      const timer = setTimeout(resolve, wait);
      addEventListener('online', () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
}

function open(token, conversationId) {
  // What stands in the box was typed by somebody, and goes along.
  const typed = session?.typed();
  session?.close();
  lastPoll = performance.now();
  const directLine = WebChat.createDirectLine({ domain, token, webSocket: !usePolling, ...(conversationId && { conversationId }) });
  const subscriptions = [];
  const store = WebChat.createStore({}, () => next => action => {
    const result = next(action);
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
      losses = 0;
      element.inert = false;
      // Only now: the activities are shared among listeners, and what comes before Web Chat listens would be lost to it.
      queueMicrotask(() => subscriptions.push(directLine.activity$.subscribe({ error: () => lost(opened) })));
    }
    return result;
  });
  const opened = {
    isOpen: true,
    typed: () => store.getState().sendBoxValue,
    resume: () => open(directLine.token, directLine.conversationId),
    render: () => WebChat.renderWebChat({ directLine, store, nonce, locale: document.documentElement.lang, styleOptions: styleOptions() }, element),
    close: () => {
      opened.isOpen = false;
      subscriptions.forEach(one => one.unsubscribe());
      directLine.end();
    },
  };
  const element = document.createElement('div');
  element.className = 'web-chat';
  // What is sent before the connection stands would be lost.
  element.inert = true;
  chat.replaceChildren(element);
  session = opened;
  subscriptions.push(directLine.connectionStatus$.subscribe(status => status >= CONNECTION_LOST && lost(opened)));
  opened.render();
  if (typed) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: typed } });
}

async function begin() {
  try {
    open((await newToken()).token);
  } catch (error) {
    if (error.status) cannotOpen();
    else await waitOffline(begin);
  }
}

function cannotOpen() {
  say('The chat cannot be opened right now.', 'Try again', () => { losses = 0; dismiss(); begin(); });
}

// The conversation is gone for good: its token ran out, or the service was started anew and remembers nothing.
async function lost(which) {
  if (!which.isOpen) return;
  which.close();
  if (++losses > LOSSES_BEFORE_ASKING) return cannotOpen();
  if (!(await isReachable())) await waitOffline(() => {});
  await begin();
  say('The connection was interrupted, so a new conversation has begun. What you wrote before is no longer known here.', 'Close', dismiss);
}

async function waitOffline(then) {
  if (offline) return;
  offline = true;
  say('You are offline, or the service is not running. The chat goes on by itself as soon as it can be reached.');
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
dark.addEventListener('change', () => session?.isOpen && session.render());

begin();
