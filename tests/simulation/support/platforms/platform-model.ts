import type { PlatformName } from '../../../../shared/contract/platform-names.ts';
import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';

/** What arrived of a streamed body. */
export interface ArrivedBody {
  /** Position in the file of the first byte that came, as the bytes themselves say. */
  readonly offset: number;
  readonly bytes: number;
}

/** Something that exists at a platform: what really happened, whatever anybody was told. */
export interface LedgerRow {
  readonly platform: PlatformName;
  readonly account: string;
  readonly remoteId: string;
  /** Title or caption, one for every post of a world. */
  readonly words: string;
  readonly bytes: number;
  readonly createdAt: number;
  /** Since when, or from when on, others see it; null = its owner only. */
  readonly visibleAt: number | null;
  /** Deleted or refused. */
  readonly goneAt: number | null;
}

/** A platform in memory and in virtual time, as far as its publisher can tell. */
export interface PlatformModel {
  /** @throws Error when no answer comes */
  handle(request: PlatformRequest, body?: ArrivedBody): PlatformAnswer;
  ledger(): LedgerRow[];
  /** The account's owner has removed Hopper. */
  noteRevoked(account: string): void;
  /** Bytes that came in for files, repeated ones too. */
  bytesReceived(): number;
}

/** How often a platform misbehaves, per request. */
export interface PlatformFaults {
  /** 5xx, 429 with and without a time, or no answer, before or after the effect. */
  readonly trouble: number;
  /** Something in between refuses what the platform has done. */
  readonly misreport: number;
  /** An upload is forgotten; sometimes right after its last byte made a post. */
  readonly loseUpload: number;
  /** A video is refused after processing. */
  readonly rejectVideo: number;
  /** A video is processed for 40 minutes. */
  readonly slowProcessing: number;
  /** The quota is used up, for hours. */
  readonly quota: number;
}

export const noPlatformFaults: PlatformFaults = {
  trouble: 0,
  misreport: 0,
  loseUpload: 0,
  rejectVideo: 0,
  slowProcessing: 0,
  quota: 0,
};

export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: PlatformAnswer['headers'] = {},
): PlatformAnswer => ({
  status,
  headers,
  text: JSON.stringify(value),
});

/** The token that a request shows; undefined when it shows none of this kind. */
export function tokenOf({ headers }: PlatformRequest, kind = 'Bearer'): string | undefined {
  const [given, token] = (headers.authorization ?? '').split(' ');
  return given === kind ? token : undefined;
}
