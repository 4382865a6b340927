import type { DriveIdKind } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { destinationOf } from './destination-of.ts';

/** An id under which something is made at the destination. */
export interface TakenId {
  readonly id: string;
  /** Nobody else has noted it before. */
  readonly isOwn: boolean;
  /** What another transfer has made under it. */
  readonly there?: DriveFile;
}

interface Wish {
  readonly kind: DriveIdKind;
  /** Whether a file is what would be made. */
  fits(file: DriveFile): boolean;
  /** An id that is of no use any more. */
  readonly instead?: string | null;
}

/**
 * An id for something new. Two transfers that bring the same source into the same folder take the same one, so that only one
 * file comes of it: which of them makes it is for Drive to decide. An id whose file is gone, or has become another one, is
 * given up for a new one.
 */
export async function takeId({ kind, fits, ...wish }: Wish, context: ItemContext): Promise<TakenId> {
  const { drive, parentId } = destinationOf(context);
  const fresh = await context.newId(kind);
  let instead = wish.instead ?? undefined;
  for (;;) {
    const id = await context.note(fresh, instead);
    if (id === fresh) return { id, isOwn: true };
    const there = await drive.find(id, context.signal);
    if (!there) return { id, isOwn: false };
    if (!there.trashed && there.parents.includes(parentId) && fits(there)) return { id, isOwn: false, there };
    instead = id;
  }
}

/** Ids are good for the account that has asked for them; one that another transfer has noted may be that of another account. */
export function isRefusedId({ isOwn }: TakenId, error: unknown): boolean {
  return !isOwn && error instanceof PlatformError && error.kind === 'rejected' && error.causeCode === 'invalid';
}
