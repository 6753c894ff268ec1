// What this tab keeps: the ticket to come back to its conversation, and how far it has been read. Never what was said.
// Where the browser lets a framed page keep nothing, it is kept until the page goes.

const NAME = 'hipfaq-chat';
let memory = null;

export function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME)) ?? memory;
  } catch {
    return memory;
  }
}

export function write(changes) {
  memory = { ...read(), ...changes };
  try {
    sessionStorage.setItem(NAME, JSON.stringify(memory));
  } catch { /* Then in memory alone. */ }
}

export function clear() {
  memory = null;
  try {
    sessionStorage.removeItem(NAME);
  } catch { /* There is nothing then. */ }
}
