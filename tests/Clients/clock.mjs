// The clients wait for seconds and minutes. Here long waits take a twentieth, and the token's quarter of an hour passes when the test says so.
const { setTimeout: later, setInterval: always, clearInterval: clear } = globalThis;
const LONG = 3000;
const QUARTER_HOUR = 15 * 60 * 1000;
const quarterHours = new Map();

const shorter = wait => (wait >= LONG ? wait / 20 : wait);

globalThis.setTimeout = (call, wait, ...rest) => later(call, shorter(wait), ...rest);
globalThis.setInterval = (call, wait, ...rest) => {
  if (wait < QUARTER_HOUR) return always(call, shorter(wait), ...rest);
  const timer = later(() => {}, 0);
  quarterHours.set(timer, call);
  return timer;
};
globalThis.clearInterval = timer => {
  quarterHours.delete(timer);
  clear(timer);
};

export const passQuarterHour = () => [...quarterHours.values()].forEach(call => call());
