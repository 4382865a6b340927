/** Milliseconds before each further try while there is a network: it may just have changed, or come back only half. */
const pauses = [500, 2000] as const;

/**
 * Loads a part of the page (an `import()`). While there is no network it is waited for: a click on something that is not
 * loaded yet must not take away what is on the page, and an upload with it.
 * @throws what `load` throws in the end; then the part belongs to a version of the page that was replaced
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 0; ; ) {
    try {
      return await load();
    } catch (error) {
      const pause = pauses[tries];
      if (navigator.onLine && pause === undefined) throw error;
      removeBrokenStyles();
      if (navigator.onLine) {
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, pause));
      } else await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    }
  }
}

/** A style sheet that did not come stays in the document, and would be taken for one that is there. */
function removeBrokenStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('head link[rel=stylesheet]')) {
    if (link.sheet === null) link.remove();
  }
}
