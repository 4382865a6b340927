import type { PlatformName } from '../../contract/platform-names.ts';
import type { MailKey } from '../mail/mail-outbox.ts';
import type { TransferKey } from '../transfers/transfer-store.ts';
import type { PostKey } from './post-store.ts';

/** Something unfinished whose time to be looked at has come. */
export type DueWork =
  | {
      readonly kind: 'post';
      readonly key: PostKey;
      readonly platform: PlatformName;
      readonly lookAt: number;
      /** No worker may take it before this time, epoch ms. */
      readonly notBefore: number;
      /** How many hints the sweeper has sent since a worker last had it. */
      readonly nudges: number;
      /** The request that gave the last order. */
      readonly correlationId?: string | undefined;
    }
  /** A grant that may end because nobody uses it. */
  | {
      readonly kind: 'connection';
      readonly ownerId: string;
      readonly connectionId: string;
      readonly platform: PlatformName;
      readonly lookAt: number;
      /** How often the sweeper has asked for it since it was renewed last. */
      readonly nudges: number;
    }
  /** A Drive account that no session needs any more. */
  | {
      readonly kind: 'drive-account';
      readonly ownerId: string;
      readonly connectionId: string;
      readonly lookAt: number;
      /** How often the sweeper has asked for it to be given up. */
      readonly nudges: number;
    }
  /** A transfer between Drives, or from one into the queue. */
  | {
      readonly kind: 'transfer';
      readonly key: TransferKey;
      readonly lookAt: number;
      readonly notBefore: number;
      readonly nudges: number;
      readonly correlationId?: string | undefined;
    }
  /** A mail that is to be sent. */
  | {
      readonly kind: 'mail';
      readonly key: MailKey;
      readonly lookAt: number;
      readonly notBefore: number;
      readonly nudges: number;
    }
  /** An account that is being removed. */
  | {
      readonly kind: 'removal';
      readonly receiptId: string;
      readonly lookAt: number;
      readonly notBefore: number;
      readonly nudges: number;
    }
  /** An upload that may never be finished, a deletion that may have died, or a file that may not be needed any more. */
  | { readonly kind: 'video'; readonly ownerId: string; readonly videoId: string; readonly lookAt: number };

/** All unfinished work of all owners by the time at which somebody should look at it. */
export interface WorkIndex {
  readonly shards: readonly string[];
  /**
   * What is due in one shard, oldest first. Rows that cannot be read are counted, not thrown at whoever wants to
   * repair the others.
   * @param after cursor of the page before
   */
  listDue(shard: string, now: number, after?: unknown): Promise<{ due: DueWork[]; unreadable: number; next: unknown }>;
  /** Puts the next look off, unless somebody else has set another one since it was listed. */
  postpone(work: DueWork, lookAt: number): Promise<void>;
}
