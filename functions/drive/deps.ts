import type { TransferHints } from '../../shared/domain/transfers/transfer-hints.ts';

/** What the endpoints of this area work with. */
export interface Deps {
  readonly hints: TransferHints;
  /** Scheme and host of the page. */
  readonly origin: string;
}
