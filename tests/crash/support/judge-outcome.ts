import type { LedgerRow } from '../../../local/platforms/ledger/ledger.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import type { Strike } from './strike.ts';

/** What is out of one post, and what should be. */
export interface Facts {
  readonly post: Post;
  /** Rows of the ledger that are the video. */
  readonly rows: readonly Pick<LedgerRow, 'remoteId' | 'sha256'>[];
  readonly sha256: string;
  readonly strike?: Strike | undefined;
  /** The user cancelled it long before its time. */
  readonly isWithdrawn?: boolean;
}

/**
 * Out once and whole, or, when its user cancelled it, never; a cancellation that comes while it is being posted may be too
 * late, but then it is told so.
 */
export function isOutcomeRight({ post, rows, sha256, strike, isWithdrawn = false }: Facts): boolean {
  const { state, remoteId, error, platform } = post;
  const [row] = rows;
  const isOut = state === 'published' && rows.length === 1 && row?.remoteId === remoteId && row.sha256 === sha256;
  const isGone = state === 'cancelled' && rows.length === 0;
  if (isWithdrawn) return isGone;
  if (strike?.mode !== 'cancel') return isOut;
  const isStopped = !platformRules[platform].timing.canWithdraw && error?.code === 'stopped_by_user';
  return isOut || isGone || (isStopped && state === 'needs_check' && rows.length <= 1);
}
