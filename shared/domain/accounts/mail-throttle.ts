import * as z from 'zod';
import { pour } from './leaky-bucket.ts';
import { shortHash, sourceKeyOf } from './source-address.ts';
import type { RecordChange, ThrottleStore } from './throttle-store.ts';
import { tooManyTries } from './too-many-tries.ts';

/** Somebody who asks for a mail to an address. */
export interface MailRequest {
  readonly email: string;
  readonly ip: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Limits mails that somebody can have sent: ten at once from one address of the network and then one a minute, three to one
 * e-mail address and then one every ten minutes, whether or not anybody has it.
 */
export interface MailThrottle {
  /**
   * Counts a request.
   * @returns whether a mail may go to the e-mail address now
   * @throws HopperError too_many_requests for the address of the network
   */
  admit(request: MailRequest): Promise<boolean>;
  /**
   * Counts a mail that nobody has asked for, to an address that nobody has proved.
   * @returns whether it may go
   */
  admitAddress(request: Omit<MailRequest, 'ip'>): Promise<boolean>;
}

const minuteMs = 60_000;
const limits = {
  source: { costMilliseconds: minuteMs, depthMilliseconds: 10 * minuteMs },
  email: { costMilliseconds: 10 * minuteMs, depthMilliseconds: 30 * minuteMs },
} as const;

const Bucket = z.object({ emptyAt: z.number() });

export function createMailThrottle(store: ThrottleStore): MailThrottle {
  const admitAddress: MailThrottle['admitAddress'] = async ({ email, now }) =>
    (await store.update(`mail-address:${shortHash(email)}`, (record) => charge(record, 'email', now))) === 0;
  return {
    async admit({ email, ip, now }) {
      const source = await store.update(`mail-source:${sourceKeyOf(ip)}`, (record) => charge(record, 'source', now));
      if (source > 0) throw tooManyTries(source);
      return admitAddress({ email, now });
    },
    admitAddress,
  };
}

/** Answers how long to wait, 0 for not at all. */
function charge(record: unknown, limit: keyof typeof limits, now: number): RecordChange<number> {
  const emptyAt = Bucket.safeParse(record).data?.emptyAt ?? 0;
  const poured = pour({ emptyAt, ...limits[limit], now });
  if (!poured.fits) return { answer: poured.waitMilliseconds };
  const keepMilliseconds = limits[limit].depthMilliseconds;
  return { answer: 0, write: { record: { emptyAt: poured.emptyAt }, keepMilliseconds } };
}
