import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import * as z from 'zod';

const Processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

/** Memory of a process in MiB, from /proc (Linux). */
export interface Memory {
  /** Everything that is resident, also the program's own pages that all processes share. */
  readonly resident: number;
  /** What belongs to this process alone: about what the browser's own task manager shows. */
  readonly own: number;
}

/**
 * Watches the biggest renderer, which is the tab's, and the process that holds the network.
 * @returns peaks since the last call of `peaks`
 */
export async function watchMemory(browser: Browser, everyMilliseconds = 200) {
  const session = await browser.newBrowserCDPSession();
  let peaks = { tab: none, network: none, browser: none };
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const { processInfo } = Processes.parse(await session.send('SystemInfo.getProcessInfo'));
    isLooking = false;
    const biggest = (wanted: string) =>
      processInfo
        .filter(({ type }) => type.includes(wanted))
        .reduce((peak, { id }) => higher(peak, readMemory(id)), none);
    peaks = {
      tab: higher(peaks.tab, biggest('renderer')),
      network: higher(peaks.network, biggest('network.mojom')),
      browser: higher(peaks.browser, biggest('browser')),
    };
  };
  const timer = setInterval(() => void look().catch(() => undefined), everyMilliseconds);
  return {
    async peaks() {
      await look();
      const seen = peaks;
      peaks = { tab: none, network: none, browser: none };
      return seen;
    },
    stop: () => clearInterval(timer),
  };
}

const none: Memory = { resident: 0, own: 0 };

function higher(one: Memory, other: Memory): Memory {
  return { resident: Math.max(one.resident, other.resident), own: Math.max(one.own, other.own) };
}

function readMemory(pid: number): Memory {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mebibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
    return { resident: mebibytes('Rss'), own: mebibytes('Private_Clean') + mebibytes('Private_Dirty') };
  } catch {
    return none; // It ended while we looked.
  }
}

export function showMemory({ resident, own }: Memory): string {
  return `${resident.toFixed(0)} MiB resident, ${own.toFixed(0)} MiB of its own`;
}
