/** So long nobody types before the server is asked. */
const restMilliseconds = 300;

/** Waits before something is asked that changes with every key. @throws what the signal says when it is given up */
export function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, restMilliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
