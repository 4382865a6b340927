import * as z from 'zod';
import type { PlatformError } from '../posts/publisher.ts';

/**
 * What is known of the health of an account: whether posts may be begun at it. Times are epoch milliseconds.
 *
 * closed (`openUntil` 0): posts are begun. Open (`openUntil` to come): none is. Half-open (`openUntil` passed): one is let
 * through; its first step closes the circuit or opens it again.
 */
export const Circuit = z.object({
  /** Failures in a row, over all posts of the account. */
  failures: z.number(),
  /** How often in a row it was opened; each time it stays open for longer. */
  openings: z.number(),
  openUntil: z.number(),
  /** So long the one that was let through has to show how it goes; 0 = none was. */
  probeUntil: z.number(),
  /** Why it was opened, as the platform said it. */
  cause: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Circuit = Readonly<z.infer<typeof Circuit>>;

/** The circuit of an account that nothing bad is known of. */
export const closedCircuit: Circuit = { failures: 0, openings: 0, openUntil: 0, probeUntil: 0, cause: null };

const maxFailures = 5;
const firstPauseMs = 60_000;
const longestPauseMs = 30 * 60_000;
/** As long as a step may take that says nothing; after that another one may try. */
const probeMs = 120_000;
/** Those who wait for somebody else's try ask again after this time: it usually takes seconds. */
const probeCheckMs = 15_000;
/** No platform may ask for a longer wait than a day and a bit. */
const longestNamedMs = 25 * 3600_000;

/** Whether a post may be begun. */
export type Admission =
  | { readonly may: 'begin' }
  /** As the one that is let through: `circuit` says so and must be stored first. `probeUntil` tells it from later ones. */
  | { readonly may: 'probe'; readonly circuit: Circuit; readonly probeUntil: number }
  | { readonly may: 'wait'; readonly until: number };

/** Asks for a post that has nothing at the platform yet. */
export function admit(circuit: Circuit, now: number): Admission {
  if (circuit.openUntil === 0) return { may: 'begin' };
  if (now < circuit.openUntil) return { may: 'wait', until: circuit.openUntil };
  if (now < circuit.probeUntil) return { may: 'wait', until: Math.min(circuit.probeUntil, now + probeCheckMs) };
  const probeUntil = now + probeMs;
  return { may: 'probe', probeUntil, circuit: { ...circuit, probeUntil } };
}

/** What somebody has learnt about an account by a step at the platform. */
interface Experience {
  readonly now: number;
  /** `probeUntil` of the admission, when it was let through half-open. */
  readonly probe: number | null;
  /** It was the step with which a post begins. */
  readonly begins: boolean;
}

/**
 * The platform has done, or properly refused, what was asked. While the circuit is open only the one that was let
 * through can close it: that a post which is being processed may be looked at says nothing about beginning a new one.
 */
export function afterAnswer(circuit: Circuit, { probe }: Pick<Experience, 'probe'>): Circuit {
  const isClosed = circuit.openUntil === 0;
  return isClosed || isProbe(circuit, probe) ? closedCircuit : circuit;
}

/** A step failed. */
export function afterFailure(circuit: Circuit, error: PlatformError, experience: Experience): Circuit {
  switch (error.kind) {
    case 'transient':
      return countFailure(circuit, error, experience);
    case 'rate_limited':
    case 'quota':
      return pauseAsAsked(circuit, error, experience);
    case 'rejected':
      return afterAnswer(circuit, experience);
    case 'reauthorize':
    case 'unknown':
      // Says nothing about the platform; the next one may try.
      return isProbe(circuit, experience.probe) ? { ...circuit, probeUntil: 0 } : circuit;
  }
}

function countFailure(circuit: Circuit, error: PlatformError, { now, probe }: Experience): Circuit {
  const counted = { ...circuit, failures: circuit.failures + 1 };
  const isTried = isProbe(circuit, probe);
  const mayOpen = isTried || counted.failures >= maxFailures;
  // What had begun before may still fail while it is open, or while another one tries: that lengthens nothing.
  const isSettled = circuit.openUntil <= now && (isTried || circuit.probeUntil <= now);
  return mayOpen && isSettled ? openFor(counted, pauseMs(circuit), error, now) : counted;
}

/**
 * What is used up for later steps, such as searches, need not be for beginning: then the time that was named is not
 * taken over, and whoever is let through after a minute finds out.
 */
function pauseAsAsked(circuit: Circuit, error: PlatformError, { now, begins }: Experience): Circuit {
  const named = error.retryAfterSeconds;
  const longestMs = begins ? longestNamedMs : firstPauseMs;
  if (named === undefined) return circuit.openUntil > now ? circuit : openFor(circuit, pauseMs(circuit), error, now);
  const asked = Math.min(longestMs, Math.max(1, named * 1000));
  if (circuit.openUntil >= now + asked) return circuit;
  return { ...circuit, openUntil: now + asked, probeUntil: 0, cause: causeOf(error) };
}

function openFor(circuit: Circuit, milliseconds: number, error: PlatformError, now: number): Circuit {
  const openings = circuit.openings + 1;
  return { ...circuit, openings, openUntil: now + milliseconds, probeUntil: 0, cause: causeOf(error) };
}

function pauseMs({ openings }: Circuit): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(openings, 10));
}

function isProbe({ probeUntil }: Circuit, probe: number | null): boolean {
  return probe !== null && probeUntil === probe;
}

function causeOf({ causeCode, userMessage }: PlatformError): NonNullable<Circuit['cause']> {
  return { code: causeCode, message: userMessage };
}

/** The circuits of all accounts, each stored with its connection; connecting an account again forgets what was. */
export interface Circuits {
  /**
   * Changes a circuit. Of several changes at the same time none is lost: each is made from the outcome of the one before.
   * @param seen the circuit as it was read last: when it is still that, one write does
   * @param change may be called several times; the last call is the one that counts
   * @throws Error when others change it all the time
   */
  change(
    connection: { readonly ownerId: string; readonly connectionId: string },
    seen: Circuit,
    change: (circuit: Circuit) => Circuit,
  ): Promise<void>;
}
