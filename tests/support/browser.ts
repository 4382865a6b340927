import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian puts it; anything else is named by the environment. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Without a browser the tests are left out, and `tests/run.js` says so. */
export const hasBrowser = existsSync(executablePath);

/** A headless Chromium that asks nobody outside this machine for anything. */
export function launchBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}
