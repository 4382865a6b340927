import * as z from 'zod';
import { pour } from './leaky-bucket.ts';
import type { SourceVerdict } from './login-source.ts';
import type { RecordChange } from './throttle-store.ts';

const minute = 60_000;
const dayMilliseconds = 24 * 60 * minute;
const knownMilliseconds = 90 * dayMilliseconds;
const maxKnown = 20;

/** Wrong passwords of a known place: so many are free, then the wait begins here and doubles up to its cap. */
const freeTries = 5;
const firstWaitMilliseconds = minute / 2;
const maxWaitMilliseconds = 15 * minute;

/** Tries of strangers: five at once, then one in three minutes; the price doubles with every ten up to its cap. */
const firstCostMilliseconds = 3 * minute;
const maxCostMilliseconds = 30 * minute;
const triesPerPrice = 10;
const depthMilliseconds = 5 * firstCostMilliseconds;

const Bucket = z.object({ emptyAt: z.number(), failures: z.number() });
const Wait = z.object({ failures: z.number(), lastAt: z.number(), until: z.number() });
const AccountRecord = z.object({
  /** Place → until when it is known. */
  known: z.record(z.string(), z.number()),
  /** Known place → its wrong passwords. */
  waits: z.record(z.string(), Wait),
  clean: Bucket,
  burnt: Bucket,
});
type AccountRecord = z.infer<typeof AccountRecord>;

/** A try to log in as the account sees it. */
export interface AccountTry {
  /** Keys of the browser and of the source, the surer one first. */
  readonly places: readonly string[];
  readonly source: SourceVerdict;
  readonly now: number;
}

/** What a try was charged to, so that a right password can have it back. */
export type Charge =
  | { readonly to: 'known'; readonly place: string }
  | { readonly to: 'clean' | 'burnt'; readonly costMilliseconds: number };

export type AccountVerdict =
  | { readonly admitted: true; readonly charge: Charge }
  | { readonly admitted: false; readonly waitMilliseconds: number };

/** Counts a try on an account as failed, or refuses it; `rememberPlaces` takes that back. */
export function chargeAccount(record: unknown, { places, source, now }: AccountTry): RecordChange<AccountVerdict> {
  const account = read(record);
  const place = places.find((candidate) => (account.known[candidate] ?? 0) > now);
  if (place !== undefined) return chargeKnown(account, place, now);
  if (source.waitMilliseconds > 0) return refuse(source.waitMilliseconds);
  return chargeStranger(account, source.isClean ? 'clean' : 'burnt', now);
}

function chargeKnown(account: AccountRecord, place: string, now: number): RecordChange<AccountVerdict> {
  const wait = account.waits[place];
  if (wait && now < wait.until) return refuse(wait.until - now);
  const failures = (wait && now - wait.lastAt < dayMilliseconds ? wait.failures : 0) + 1;
  const growing = Math.min(maxWaitMilliseconds, firstWaitMilliseconds * 2 ** (failures - freeTries));
  const until = failures < freeTries ? 0 : now + growing;
  const waits = { ...account.waits, [place]: { failures, lastAt: now, until } };
  return { answer: { admitted: true, charge: { to: 'known', place } }, write: keep({ ...account, waits }) };
}

function chargeStranger(account: AccountRecord, to: 'clean' | 'burnt', now: number): RecordChange<AccountVerdict> {
  const { emptyAt, failures: counted } = account[to];
  const failures = now - emptyAt < dayMilliseconds ? counted : 0;
  const price = firstCostMilliseconds * 2 ** Math.floor(failures / triesPerPrice);
  const costMilliseconds = Math.min(maxCostMilliseconds, price);
  const poured = pour({ emptyAt, costMilliseconds, depthMilliseconds, now });
  if (!poured.fits) return refuse(poured.waitMilliseconds);
  return {
    answer: { admitted: true, charge: { to, costMilliseconds } },
    write: keep({ ...account, [to]: { emptyAt: poured.emptyAt, failures: failures + 1 } }),
  };
}

function refuse(waitMilliseconds: number): RecordChange<AccountVerdict> {
  return { answer: { admitted: false, waitMilliseconds } };
}

/** What a right password changes. */
export interface Success {
  /** Places that are known from now on. */
  readonly places: readonly string[];
  /** The key of a browser that has a new one now. */
  readonly replaced?: string;
  /** Missing when nothing was charged: a new account. */
  readonly charge?: Charge;
  readonly now: number;
}

/** Gives back what the try was charged and knows where it came from. */
export function rememberPlaces(record: unknown, { places, replaced, charge, now }: Success): RecordChange<void> {
  const account = refund(read(record), charge);
  const fresh = Object.fromEntries(places.map((place) => [place, now + knownMilliseconds]));
  const known = Object.entries({ ...account.known, ...fresh })
    .filter(([place, until]) => until > now && place !== replaced)
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxKnown);
  const waits = Object.entries(account.waits).filter(([place]) => known.some(([kept]) => kept === place));
  const write = keep({ ...account, known: Object.fromEntries(known), waits: Object.fromEntries(waits) });
  return { answer: undefined, write };
}

function refund(account: AccountRecord, charge: Charge | undefined): AccountRecord {
  if (!charge) return account;
  if (charge.to === 'known') {
    const { [charge.place]: _forgiven, ...waits } = account.waits;
    return { ...account, waits };
  }
  const { emptyAt, failures } = account[charge.to];
  const refunded = { emptyAt: emptyAt - charge.costMilliseconds, failures: Math.max(0, failures - 1) };
  return { ...account, [charge.to]: refunded };
}

const empty: AccountRecord = {
  known: {},
  waits: {},
  clean: { emptyAt: 0, failures: 0 },
  burnt: { emptyAt: 0, failures: 0 },
};

/** A record that an older version wrote in another shape counts as none: better forgetful than closed. */
function read(record: unknown): AccountRecord {
  return AccountRecord.safeParse(record).data ?? empty;
}

function keep(record: AccountRecord) {
  const isKnown = Object.keys(record.known).length > 0;
  return { record, keepMilliseconds: isKnown ? knownMilliseconds : dayMilliseconds };
}
