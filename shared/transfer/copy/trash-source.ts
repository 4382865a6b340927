import { PlatformError } from '../../domain/posts/publisher.ts';
import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import type { ItemContext } from '../item-runner.ts';

/** @returns the note for its user when it has to stay. @throws PlatformError */
export async function trashSource(id: string, { source, signal }: ItemContext): Promise<NoteCode | undefined> {
  try {
    await source.trash(id, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.causeCode === 'notFound') return undefined;
    if (error.causeCode === 'insufficientFilePermissions') return 'not_yours_to_trash';
    throw error;
  }
}
