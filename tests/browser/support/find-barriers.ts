import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as z from 'zod';

const Barriers = z.array(z.string());
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const themes = ['light', 'dark'] as const;

/** What axe finds wrong with the page as it stands, in light and in dark: `theme rule: element, element`. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  // The page's own policy lets no script in from outside; the debugger may put one there.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(axePath, 'utf8'));
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    found.push(...(await runAxe(page)).map((barrier) => `${theme} ${barrier}`));
  }
  return found;
}

async function runAxe(page: Page): Promise<string[]> {
  return Barriers.parse(
    await page.evaluate(`axe.run().then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')))`),
  );
}
