import type { DriveApi, DriveIdKind } from '../../domain/drive/drive-api.ts';

/** How many files a turn makes by rough estimate: what is left over at its end is forgotten, ids cost nothing. */
const batch: Readonly<Record<DriveIdKind, number>> = { files: 100, shortcuts: 10 };

/** Ids for new files, fetched by the hundred; items that ask at the same time wait for the same batch. */
export function createIdPool(
  drive: Pick<DriveApi, 'generateIds'>,
  signal: AbortSignal,
): (kind: DriveIdKind) => Promise<string> {
  const ready: Record<DriveIdKind, string[]> = { files: [], shortcuts: [] };
  const fetching: Partial<Record<DriveIdKind, Promise<void>>> = {};

  async function fetchMore(kind: DriveIdKind): Promise<void> {
    try {
      ready[kind].push(...(await drive.generateIds(batch[kind], kind, signal)));
    } finally {
      delete fetching[kind];
    }
  }

  return async (kind) => {
    for (;;) {
      const id = ready[kind].pop();
      if (id !== undefined) return id;
      fetching[kind] ??= fetchMore(kind);
      await fetching[kind];
    }
  };
}
