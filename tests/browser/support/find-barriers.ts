import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as z from 'zod';

const Barriers = z.array(z.string());
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Asked for by its tag it would run as well, which it does not by itself: level AAA. */
const rules = { 'color-contrast-enhanced': { enabled: false } };
/** Every rule in light; in dark, which changes colours alone, every rule about colours. */
const themes = { light: {}, dark: { runOnly: ['cat.color'], rules } } as const;

/** What axe finds wrong with the page as it stands, in light and in dark: `theme rule: element, element`. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  // The page's own policy lets no script in from outside; the debugger may put one there.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(axePath, 'utf8'));
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    found.push(...(await runAxe(page, themes[theme])).map((barrier) => `${theme} ${barrier}`));
  }
  return found;
}

async function runAxe(page: Page, which: object): Promise<string[]> {
  // What passes is not listed: finding out how to name each of its elements takes longer than the rules do.
  const options = JSON.stringify({ ...which, resultTypes: ['violations'] });
  return Barriers.parse(
    await page.evaluate(`axe.run(${options}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')))`),
  );
}
