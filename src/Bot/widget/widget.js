// The chat on any page: <script src="https://bot.example/widget.js" defer></script>. The service fills in its settings.
// It draws a button. The chat itself, an iframe with its own strict policy, is asked for when somebody opens it.
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script || window.HipFaq) return;
  const settings = __HIPFAQ_SETTINGS__;
  const base = new URL('.', script.src);
  const given = script.dataset;

  const mayShow = location.origin === base.origin || settings.sites.includes(location.origin);
  if (!mayShow) {
    console.error(`HipFaq: pages of ${location.origin} may not show the chat of ${base.origin}. Whoever runs that service allows them by `
      + `the setting Widget:AllowedSites (environment: Widget__AllowedSites__0=${location.origin}), followed by a restart.`);
    return;
  }

  // ---- What the page says of it -------------------------------------------------------------------------------------------

  // As red, green and blue, or null where it is no colour.
  function channels(text) {
    const sample = new Option().style;
    sample.color = text || '';
    const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text || '');
    if (hex) return (hex[1].length === 3 ? [...hex[1]].map(one => one + one) : hex[1].match(/../g)).map(one => parseInt(one, 16));
    const numbers = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(sample.color);
    return numbers && numbers.slice(1).map(Number);
  }

  const brightness = ([red, green, blue]) => [red, green, blue]
    .map(one => (one /= 255) <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);

  const colour = channels(given.color); // Without one the chat page has colours of its own, for light and for dark.
  const accent = colour || [11, 110, 105];
  // Black or white, whichever is easier to read on it, unless the page says.
  const ink = channels(given.textColor) || (brightness(accent) > 0.179 ? [0, 0, 0] : [255, 255, 255]);
  const css = colour => `rgb(${colour})`;
  const onLeft = given.position === 'left';
  const language = given.language || settings.language;
  const asked = language.toLowerCase().split('-')[0];
  const tongue = settings.words[asked] ? asked : 'en';
  const words = settings.words[tongue];
  const title = given.title || words.title;
  const rightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/i.test(language);

  // ---- What there is to see -----------------------------------------------------------------------------------------------

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  // A sheet that is made by script needs no permission of the page's own content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: light dark }
    * { box-sizing: border-box }
    [hidden] { display: none !important }
    button, a, p, h2 { font: 600 18px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; margin: 0 }
    button { cursor: pointer; border: 2px solid transparent }
    button:focus-visible, a:focus-visible { outline: 3px solid ${css(ink)}; outline-offset: -5px; box-shadow: 0 0 0 3px ${css(accent)}, 0 0 0 6px #fff }
    .launcher { position: fixed; z-index: 2147483000; bottom: max(20px, env(safe-area-inset-bottom)); ${onLeft ? 'left' : 'right'}: 20px;
      display: flex; align-items: center; gap: 10px; min-height: 60px; max-width: calc(100vw - 40px); padding: 10px 22px 10px 18px;
      border-radius: 30px; background: ${css(accent)}; color: ${css(ink)}; box-shadow: 0 6px 24px rgb(0 0 0 / .28); text-align: start }
    .launcher svg { flex: none; width: 28px; height: 28px }
    .panel { position: fixed; z-index: 2147483001; bottom: 20px; ${onLeft ? 'left: 20px; right: auto' : 'right: 20px; left: auto'}; top: auto;
      display: flex; flex-direction: column; width: min(430px, calc(100vw - 40px)); height: min(720px, calc(100vh - 40px));
      height: min(720px, calc(100dvh - 40px)); margin: 0; padding: 0; border: 1px solid rgb(0 0 0 / .25); border-radius: 16px; overflow: hidden;
      background: Canvas; box-shadow: 0 12px 48px rgb(0 0 0 / .35); animation: rise .18s ease-out; max-width: none; max-height: none }
    .panel:not([open]) { display: none }
    .panel::backdrop { background: none }
    .bar { display: flex; align-items: center; gap: 8px; padding: 4px 6px; padding-inline-start: 16px; background: ${css(accent)}; color: ${css(ink)} }
    .bar h2 { flex: 1; overflow-wrap: anywhere }
    .close { flex: none; width: 48px; height: 48px; padding: 8px; border-radius: 10px; background: none; color: inherit }
    .close svg { width: 28px; height: 28px }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: Canvas }
    .away { flex: 1; display: flex; flex-direction: column; gap: 16px; padding: 24px 20px; overflow: auto; background: Canvas; color: CanvasText }
    .away p { font-weight: 400 }
    .away .call { padding: 12px 14px; border-radius: 10px; border: 2px solid #b3261e; background: #fdecea; color: #6d1414; font-weight: 600 }
    .away .call a { color: inherit }
    .away button { align-self: start; min-height: 48px; padding: 8px 20px; border-radius: 24px; background: ${css(accent)}; color: ${css(ink)} }
    @keyframes rise { from { opacity: 0; transform: translateY(16px) } }
    @media (max-width: 560px), (max-height: 480px) {
      .panel { inset: 0; width: 100vw; height: 100vh; height: 100dvh; border: 0; border-radius: 0 }
    }
    @media (prefers-reduced-motion: reduce) { .panel { animation: none } }
    @media (forced-colors: active) { .launcher, .close, .away button { border-color: ButtonText } .panel { border: 2px solid CanvasText } }
    @media print { .launcher, .panel { display: none } }`);
  root.adoptedStyleSheets = [sheet];

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function icon(path) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': 2,
      'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
    svg.appendChild(document.createElementNS(space, 'path')).setAttribute('d', path);
    return svg;
  }

  // Whoever needs help must find the number, also where nothing can be reached.
  function emergency() {
    const parts = words.emergency.split(/(\+?\d(?:[ -]?\d){2,})/);
    return make('p', { className: 'call' }, ...parts.map((part, index) =>
      index % 2 ? make('a', { href: `tel:${part.replace(/[^\d+]/g, '')}`, textContent: part }) : part));
  }

  const launcher = make('button', { type: 'button', className: 'launcher' },
    icon('M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5zM9 11h8M9 14.500h5'), make('span', { textContent: title }));
  launcher.setAttribute('aria-haspopup', 'dialog');
  const close = make('button', { type: 'button', className: 'close', title: words.close }, icon('M6 6l12 12M18 6L6 18'));
  close.setAttribute('aria-label', words.closeChat);
  const heading = make('h2', { id: 'title', textContent: title });
  const again = make('button', { type: 'button', textContent: words.tryAgain });
  const away = make('div', { className: 'away', hidden: true },
    make('p', { textContent: words.unreachable }), emergency(), again);
  away.setAttribute('role', 'alert');
  const [first, last] = [make('span', { tabIndex: 0 }), make('span', { tabIndex: 0 })];
  const panel = make('dialog', { className: 'panel', dir: rightToLeft ? 'rtl' : 'ltr' },
    first, make('div', { className: 'bar' }, heading, close), away, last);
  panel.setAttribute('aria-labelledby', 'title');
  panel.lang = tongue;
  // A title that the site gives is in the site's language.
  launcher.lang = heading.lang = given.title ? document.documentElement.lang : tongue;
  root.append(launcher, panel);

  // ---- The chat, once it is opened ----------------------------------------------------------------------------------------

  const PATIENCE = 20000; // Milliseconds until the page must be there,
  const ANSWER = 3000; // and from then on until it must have answered. What the browser shows instead of a page does not.
  const small = matchMedia('(max-width: 560px), (max-height: 480px)');
  let frame = null;
  let isReady = false;
  let isQuiet = false; // Opened again by a new page of the site: it takes nobody's focus.
  let deadline = 0;
  let questions = [];
  let returnTo = null;

  const tell = message => frame?.contentWindow?.postMessage({ hipfaq: 1, ...message }, base.origin);
  const announce = name => document.dispatchEvent(new CustomEvent(`hipfaq:${name}`));

  function remember(isOpen) {
    try {
      if (isOpen) sessionStorage.setItem('hipfaq', 'open');
      else sessionStorage.removeItem('hipfaq');
    } catch { /* This page keeps nothing; so the chat is closed on the next one. */ }
  }

  function wasOpen() {
    try { return sessionStorage.getItem('hipfaq') === 'open'; } catch { return false; }
  }

  function load() {
    away.hidden = true;
    frame?.remove();
    isReady = false;
    const address = new URL('chat', base);
    for (const name of ['language', 'entry']) if (given[name]) address.searchParams.set(name, given[name]);
    frame = make('iframe', { title, allow: 'clipboard-write', referrerPolicy: 'no-referrer' });
    frame.addEventListener('load', () => {
      wait(ANSWER);
      tell({ type: 'hello', title, message: given.message || '', ...(colour && { accent: css(accent), ink: css(ink) }) });
    });
    frame.src = address.href;
    last.before(frame);
    wait(navigator.onLine ? PATIENCE : 0);
  }

  function wait(milliseconds) {
    clearTimeout(deadline);
    deadline = setTimeout(unreachable, milliseconds);
  }

  function unreachable() {
    if (isReady) return;
    frame?.remove();
    frame = null;
    isReady = false;
    away.hidden = false;
    if (panel.open && root.activeElement) again.focus();
  }

  function open(quietly) {
    if (panel.open) return;
    isQuiet = quietly === true;
    returnTo = isQuiet ? null : document.activeElement;
    if (!frame) load();
    // On a small screen it is all there is to see; on a large one the page beside it stays in use. The attribute alone takes no focus.
    if (isQuiet) panel.setAttribute('open', '');
    else if (small.matches) panel.showModal();
    else panel.show();
    if (!isQuiet) close.focus();
    if (!isQuiet && isReady) { frame.focus(); tell({ type: 'focus', end: 'box' }); }
    launcher.hidden = true;
    remember(true);
    announce('open');
  }

  function shut() {
    if (!panel.open) return;
    panel.close();
    launcher.hidden = false;
    remember(false);
    // To where the person came from; the button if that is gone.
    if (returnTo?.isConnected && returnTo !== document.body && returnTo !== host) returnTo.focus();
    else launcher.focus();
    announce('close');
  }

  addEventListener('message', event => {
    if (event.origin !== base.origin || !frame || event.source !== frame.contentWindow || event.data?.hipfaq !== 1) return;
    switch (event.data.type) {
      case 'ready':
        isReady = true;
        clearTimeout(deadline);
        for (const text of questions.splice(0)) tell({ type: 'ask', text });
        // Only while the person waits at the panel's edge: who went elsewhere meanwhile stays there.
        if (panel.open && root.activeElement === close) { frame.focus(); tell({ type: 'focus', end: 'box' }); }
        announce('ready');
        break;
      case 'close': shut(); break;
      case 'leave': close.focus(); break;
      case 'reply': announce('reply'); break;
      case 'show': open(true); break;
    }
  });

  launcher.addEventListener('click', () => open());
  close.addEventListener('click', shut);
  again.addEventListener('click', () => { close.focus(); load(); });
  // Who reads the page has not gone away.
  let told = 0;
  for (const event of ['pointerdown', 'keydown', 'scroll']) {
    addEventListener(event, () => {
      if (!isReady || Date.now() - told < 5000) return;
      told = Date.now();
      tell({ type: 'active' });
    }, { capture: true, passive: true });
  }
  addEventListener('online', () => { if (!away.hidden) load(); });
  panel.addEventListener('cancel', event => { event.preventDefault(); shut(); });
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); shut(); }
  });
  // The two ends of the panel lead to each other.
  last.addEventListener('focus', () => close.focus());
  first.addEventListener('focus', () => {
    if (isReady) { frame.focus(); tell({ type: 'focus', end: 'last' }); } else (away.hidden ? close : again).focus();
  });

  Object.defineProperty(window, 'HipFaq', {
    value: Object.freeze({
      open: () => open(),
      close: () => shut(),
      ask: text => {
        if (typeof text !== 'string' || !text.trim()) return;
        if (isReady) tell({ type: 'ask', text });
        else questions.push(text);
        open();
      },
    }),
  });

  const begin = () => {
    document.body.append(host);
    if (wasOpen()) open(true);
  };
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
})();
