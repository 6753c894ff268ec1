// Whether the service answers.

export async function isReachable() {
  try {
    return (await fetch('/healthz', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(8000) })).status < 500;
  } catch {
    return false;
  }
}

// Resolves when the service answers again. The waits grow to 15 s; the browser's own "online" ends one early.
export async function untilReachable() {
  for (let wait = 1000; !(await isReachable()); wait = Math.min(wait * 2, 15000)) {
    await new Promise(resolve => {
      const timer = setTimeout(resolve, wait);
      addEventListener('online', () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
}
