import type { CopyRecords } from '../../../shared/domain/transfers/transfer-store.ts';

/** Notes of what files have become, in memory. */
export function createMemoryRecords(): CopyRecords & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  const keyOf = (place: object, sourceId: string) => JSON.stringify([place, sourceId]);
  return {
    rows,
    find: async (place, ids) =>
      new Map(
        ids.flatMap((id) => {
          const made = rows.get(keyOf(place, id));
          return made === undefined ? [] : [[id, made] as const];
        }),
      ),
    put: async (place, id, made) => void rows.set(keyOf(place, id), made),
    async take(place, id, made, instead) {
      const there = rows.get(keyOf(place, id));
      if (there === undefined || there === instead) rows.set(keyOf(place, id), made);
      return rows.get(keyOf(place, id)) ?? made;
    },
  };
}
