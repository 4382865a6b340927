/** What can go wrong with any call of any platform, by what the client sees of it. */
export const commonFaults = {
  'is cut before it happens': { kind: 'before-effect' },
  'is cut after it happened': { kind: 'after-effect' },
  'gives half an answer': { kind: 'half-answer' },
  'gives no answer': { kind: 'stall' },
  'is slow': { kind: 'delay', ms: 100 },
  'gets 429': { kind: 'status', status: 429 },
  'gets 429 with a time': { kind: 'status', status: 429, retryAfter: 90 },
  'gets 500': { kind: 'status', status: 500 },
  'gets 502': { kind: 'status', status: 502 },
} as const;

/** Rules that have never struck: such a fault proves nothing. @param url of the simulated platforms */
export async function listUnstruck(url: string): Promise<unknown[]> {
  const { rules } = await (await fetch(`${url}/faults`)).json();
  return rules.filter(({ fired }: { fired: number }) => fired === 0);
}

/** Quotas that no test of something else runs into. */
export const youtubeWithoutLimits = {
  dailyInserts: 10_000,
  channelDailyUploads: 10_000,
  dailyUnits: 1_000_000,
} as const;
