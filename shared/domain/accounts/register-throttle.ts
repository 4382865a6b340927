import * as z from 'zod';
import { pour } from './leaky-bucket.ts';
import { sourceKeyOf } from './source-address.ts';
import type { RecordChange, ThrottleStore } from './throttle-store.ts';
import { tooManyTries } from './too-many-tries.ts';

/**
 * Limits registering per source address. A taken e-mail address is answered openly, because a person has to learn it, so
 * asking costs: 20 answers «taken» at once, then 20 an hour. A new account costs a fifteenth of that.
 */
export interface RegisterThrottle {
  /** @throws HopperError too_many_requests, with the time to wait in its message */
  admit(ip: string, now: number): Promise<void>;
  /** An account came into being: gives back what only a taken address costs. */
  refund(ip: string): Promise<void>;
}

const takenMilliseconds = 3 * 60_000;
const createdMilliseconds = takenMilliseconds / 15;
const depthMilliseconds = 20 * takenMilliseconds;

const Bucket = z.object({ emptyAt: z.number() });

export function createRegisterThrottle(store: ThrottleStore): RegisterThrottle {
  return {
    async admit(ip, now) {
      const waitMilliseconds = await store.update(keyOf(ip), (record) => charge(record, now));
      if (waitMilliseconds > 0) throw tooManyTries(waitMilliseconds);
    },
    refund: (ip) => store.update(keyOf(ip), giveBack),
  };
}

function keyOf(ip: string): string {
  return `register-source:${sourceKeyOf(ip)}`;
}

function charge(record: unknown, now: number): RecordChange<number> {
  const poured = pour({ emptyAt: read(record), costMilliseconds: takenMilliseconds, depthMilliseconds, now });
  return poured.fits ? { answer: 0, write: keep(poured.emptyAt) } : { answer: poured.waitMilliseconds };
}

function giveBack(record: unknown): RecordChange<void> {
  return { answer: undefined, write: keep(read(record) - (takenMilliseconds - createdMilliseconds)) };
}

function read(record: unknown): number {
  return Bucket.safeParse(record).data?.emptyAt ?? 0;
}

function keep(emptyAt: number) {
  return { record: { emptyAt }, keepMilliseconds: depthMilliseconds };
}
