import type { PlatformAnswer } from '../../../../shared/platforms/send.ts';
import { between } from '../seeded-random.ts';
import type { ModelOptions } from './model-options.ts';
import { jsonAnswer, type LedgerRow } from './platform-model.ts';

interface Media {
  readonly id: string;
  readonly account: string;
  readonly caption: string;
  readonly bytes: number;
  readonly createdAt: number;
  /** From when on lists show it. */
  readonly listedAt: number;
  /** From when on its address is told. */
  readonly namedAt: number;
}

const day = 24 * 3600_000;

/** What is out. */
export function createInstagramMedia({ world, random }: Pick<ModelOptions, 'world' | 'random'>) {
  const media = new Map<string, Media>();
  const byAccount = new Map<string, Media[]>();
  const ownOf = (account: string) => byAccount.get(account) ?? [];

  return {
    add({ account, caption, bytes }: Pick<Media, 'account' | 'caption' | 'bytes'>): string {
      const id = `1799${String(media.size + 1).padStart(6, '0')}`;
      const now = world.now();
      const times = {
        createdAt: now,
        listedAt: now + between(random, 0, 20_000),
        namedAt: now + between(random, 0, 5_000),
      };
      const one = { id, account, caption, bytes, ...times };
      media.set(id, one);
      byAccount.set(account, [...ownOf(account), one]);
      return id;
    },

    countToday: (account: string) => ownOf(account).filter(({ createdAt }) => createdAt > world.now() - day).length,

    list(account: string, limit: number): PlatformAnswer {
      const listed = ownOf(account).filter(({ listedAt }) => listedAt <= world.now());
      const data = listed
        .toReversed()
        .slice(0, limit)
        .map(({ id, caption, createdAt }) => ({
          ...{ id, caption, media_product_type: 'REELS' },
          timestamp: new Date(createdAt).toISOString().replace(/\.\d+Z$/, '+0000'),
        }));
      return jsonAnswer(200, { data });
    },

    read(id: string, account: string): PlatformAnswer | undefined {
      const found = media.get(id);
      if (found?.account !== account) return undefined;
      const permalink = found.namedAt <= world.now() ? { permalink: `https://www.instagram.com/reel/${id}/` } : {};
      return jsonAnswer(200, { id, username: account, ...permalink });
    },

    ledger: (): LedgerRow[] =>
      [...media.values()].map(({ id, account, caption, bytes, createdAt }) => ({
        ...{ platform: 'instagram', account, remoteId: id, words: caption, bytes },
        ...{ createdAt, visibleAt: createdAt, goneAt: null },
      })),
  };
}
