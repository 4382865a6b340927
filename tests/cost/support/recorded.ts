import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { platformNames } from '../../../shared/contract/platform-names.ts';

/** What was counted, in whole calls; units are those of DynamoDB. */
export const Calls = z.object({
  reads: z.int(),
  writes: z.int(),
  readUnits: z.number(),
  writeUnits: z.number(),
  keyCalls: z.int(),
  queueCalls: z.int(),
  scheduleCalls: z.int(),
  objectWrites: z.int(),
  objectReads: z.int(),
});
export type Calls = z.infer<typeof Calls>;

export const Recorded = z.object({
  /** From the first byte of a video of 100 MB to its place in the queue. */
  upload: Calls,
  /** From "post" to the video being live, by platform. */
  posts: z.record(z.enum(platformNames), Calls),
  /** A run of the sweeper that finds nothing. */
  sweep: Calls,
});
export type Recorded = z.infer<typeof Recorded>;

const file = fileURLToPath(new URL('../recorded.json', import.meta.url));

export function readRecorded(): Recorded {
  return Recorded.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeRecorded(recorded: Recorded): void {
  writeFileSync(file, `${JSON.stringify(recorded, undefined, 2)}\n`);
}
