// Colours and sizes: the page's own in chat.css, those of the site that frames it, and what of them Web Chat must be told.

import { word } from './chat-words.js';

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = name => getComputedStyle(root).getPropertyValue(name).trim();

// ---- Text size: three steps, remembered on this device ------------------------------------------------------------------------

const SIZE = 'hipfaq-text-size';
const SIZES = ['1', '1.25', '1.5'];

export function initTextSize(button) {
  let size = '1';
  try {
    size = localStorage.getItem(SIZE) ?? size;
  } catch { /* Then it begins at the first step each time. */ }
  const show = () => {
    root.style.setProperty('--size', size);
    button.setAttribute('aria-label', word('largerNow', { percent: Math.round(size * 100) }));
  };
  if (!SIZES.includes(size)) size = '1';
  show();
  button.addEventListener('click', () => {
    size = SIZES[(SIZES.indexOf(size) + 1) % SIZES.length];
    try {
      localStorage.setItem(SIZE, size);
    } catch { /* See above. */ }
    show();
  });
}

// ---- Colours of the site that frames the chat -----------------------------------------------------------------------------------

const channels = value => /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(value)?.slice(1).map(Number);
const hex = value => value.slice(1).match(value.length === 4 ? /./g : /../g).map(one => parseInt(one.padStart(2, one), 16));

function luminance(rgb) {
  const [red, green, blue] = rgb.map(one => one / 255).map(one => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

// The colour itself where it can be read on the ground, else the nearest that can (WCAG 1.4.3: 4.5 to 1).
function readable(rgb, ground) {
  const towards = luminance(ground) > 0.179 ? 0 : 255;
  for (let step = 0; step <= 20; step++) {
    const mixed = rgb.map(one => Math.round(one + (towards - one) * step / 20));
    if (contrast(mixed, ground) >= 4.6) return mixed;
  }
  return [towards, towards, towards];
}

let site = null;

export function takeColours(accent, ink) {
  const [ground, letters] = [channels(accent), channels(ink)];
  if (!ground || !letters) return;
  site = { ground, letters };
  paint();
}

function paint() {
  if (!site) return;
  const worst = [colour('--surface'), colour('--page')].map(hex)
    .sort((one, other) => contrast(site.ground, one) - contrast(site.ground, other))[0];
  root.style.setProperty('--accent', `rgb(${readable(site.ground, worst)})`);
  root.style.setProperty('--mine', `rgb(${site.ground})`);
  root.style.setProperty('--on-mine', `rgb(${contrast(site.letters, site.ground) >= 4.5 ? site.letters : readable(site.letters, site.ground)})`);
}

export function onDarkChange(listener) {
  dark.addEventListener('change', () => { paint(); listener(); });
}

// ---- Web Chat -------------------------------------------------------------------------------------------------------------------

export function styleOptions({ uploads }) {
  const [surface, text, quiet, accent, edge, page, mine, onMine, emergency] =
    ['--surface', '--text', '--quiet', '--accent', '--edge', '--page', '--mine', '--on-mine', '--emergency'].map(colour);
  return {
    accent,
    // A long answer stops at its beginning, not at its end.
    autoScrollSnapOnPage: 1,
    autoScrollSnapOnPageOffset: -2,
    backgroundColor: surface,
    bubbleBackground: page,
    bubbleBorderColor: page,
    bubbleBorderRadius: 16,
    bubbleFromUserBackground: mine,
    bubbleFromUserBorderColor: mine,
    bubbleFromUserBorderRadius: 16,
    bubbleFromUserTextColor: onMine,
    bubbleMaxWidth: 640,
    bubbleMinWidth: 120,
    bubbleTextColor: text,
    cardEmphasisBackgroundColor: page,
    connectivityTextSize: '100%',
    enableUploadThumbnail: false, // It would be made by a worker from a blob: address, which the page's policy forbids.
    failedConnectivity: emergency,
    fontSizeSmall: '100%',
    hideUploadButton: !uploads,
    notificationText: quiet,
    primaryFont: getComputedStyle(document.body).fontFamily,
    // What is new is brought into view by its beginning; a button over its words says nothing more.
    scrollToEndButtonBehavior: false,
    sendBoxBackground: surface,
    sendBoxBorderTop: `1px solid ${edge}`,
    sendBoxButtonColor: accent,
    sendBoxButtonColorOnHover: text,
    sendBoxHeight: 60,
    sendBoxPlaceholderColor: quiet,
    sendBoxTextColor: text,
    sendBoxTextWrap: true,
    slowConnectivity: text,
    subtle: quiet,
    timestampColor: quiet,
    transcriptOverlayButtonBackground: accent,
    transcriptOverlayButtonBackgroundOnHover: text,
    transcriptOverlayButtonBackgroundOnFocus: accent,
    transcriptOverlayButtonColor: surface,
    transcriptOverlayButtonColorOnHover: surface,
    transcriptOverlayButtonColorOnFocus: surface,
  };
}
