import * as z from 'zod';
import { driveId } from '../../shared/contract/routes/transfer-shapes.ts';

/** Where a walk stands in one folder: on which page of its list, and how many of that page it has passed. */
const Level = z.strictObject({
  /** Becomes a part of an address, so it may be nothing but an id. */
  folderId: driveId,
  pageToken: z.string().max(4096).nullable(),
  passed: z.number().int().min(0).max(1000),
});
export type Level = z.infer<typeof Level>;

const levels = z.array(Level).min(1).max(10);

/** A walk that goes on later: its levels from the top down. */
export function packWalk(walk: readonly Level[]): string {
  return Buffer.from(JSON.stringify(walk)).toString('base64url');
}

/** @returns undefined for what is no such walk */
export function unpackWalk(token: string): Level[] | undefined {
  try {
    return levels.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
