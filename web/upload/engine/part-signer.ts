import { api } from '../../data/api.ts';
import type { PartAddress } from './send-part.ts';

interface SignedPart extends PartAddress {
  readonly part_number: number;
}

/** Addresses live for 15 minutes; one that is nearly over is not begun with. */
const usableMilliseconds = 10 * 60_000;
/** So few that a slow line uses them up in time, so many that a fast one seldom asks. */
const atOnce = 10;

/** Hands out addresses of parts, and asks for new ones some at a time. */
export function createPartSigner(videoId: string, partCount: number, first: readonly SignedPart[] = []) {
  const known = new Map<number, { readonly address: PartAddress; readonly at: number }>();
  const learn = (parts: readonly SignedPart[]) => {
    for (const part of parts) known.set(part.part_number, { address: part, at: performance.now() });
  };
  learn(first);
  return {
    /** Takes the address of a part; each is handed out once, because after a failure it may be the address that was wrong. */
    async take(partNumber: number): Promise<PartAddress> {
      const kept = known.get(partNumber);
      known.delete(partNumber);
      if (kept && performance.now() - kept.at < usableMilliseconds) return kept.address;
      const numbers = Array.from({ length: atOnce }, (_, index) => partNumber + index);
      const wanted = numbers.filter((number) => number <= partCount);
      const { parts } = await api.signParts({ params: { videoId }, body: { part_numbers: wanted } });
      learn(parts);
      const fresh = known.get(partNumber);
      known.delete(partNumber);
      if (!fresh) throw new Error(`No address for part ${partNumber}.`);
      return fresh.address;
    },
  };
}

export type PartSigner = ReturnType<typeof createPartSigner>;
