import type { Clock } from '../domain/clock.ts';
import {
  type Admission,
  admit,
  afterAnswer,
  afterFailure,
  type Circuit,
  type Circuits,
} from '../domain/connections/circuit.ts';
import { hasCheckpoint } from '../domain/posts/build-post.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import { PlatformError, type Publisher } from '../domain/posts/publisher.ts';
import type { WorkerLog } from './worker-log.ts';

interface GateDeps {
  readonly circuits: Circuits;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: WorkerLog;
}

/** Of the wait, so much is added by chance: those who wait for the same moment do not come in the same second. */
const spreadShare = 0.2;
const longestSpreadMs = 60_000;
const shortestSpreadMs = 3_000;
/** Failures on our own side of the wire say nothing about the account. */
const ownFailures: ReadonlySet<string> = new Set(['file_unreadable', 'token_refresh_busy']);

/** Keeps the posts of an account from being begun while its platform cannot, or will not, take them. */
export interface AccountGate {
  /** @returns how the post waits; undefined when it may go on. What has begun is never held back. */
  holdBack(): Promise<PostChange | undefined>;
  /** The same publisher, whose steps tell how the account does. */
  watch(publisher: Required<Publisher>): Required<Publisher>;
}

/**
 * @param post as it was claimed
 * @param seen circuit of its account, as it was read for this turn
 */
export function openAccountGate(deps: GateDeps, post: Post, seen: Circuit): AccountGate {
  const { circuits, clock, random, log } = deps;
  let known = seen;
  let probe: number | null = null;

  /** A circuit that cannot be written holds up no post. */
  async function change(next: (circuit: Circuit) => Circuit): Promise<void> {
    const remember = (circuit: Circuit) => {
      known = next(circuit);
      return known;
    };
    await circuits.change(post, known, remember).catch((error: unknown) => {
      log.warn('circuit not changed', { postId: post.postId, connectionId: post.connectionId, error });
    });
  }

  /** Asks the stored circuit, because only one may try. */
  async function askForProbe(): Promise<Admission> {
    let admission: Admission = { may: 'begin' };
    await change((circuit) => {
      admission = admit(circuit, clock.now());
      return admission.may === 'probe' ? admission.circuit : circuit;
    });
    return admission;
  }

  async function tell(outcome: PlatformError | 'answer', begins: boolean): Promise<void> {
    if (outcome !== 'answer' && ownFailures.has(outcome.causeCode)) return;
    await change((circuit) =>
      outcome === 'answer'
        ? afterAnswer(circuit, { probe })
        : afterFailure(circuit, outcome, { probe, begins, now: clock.now() }),
    );
  }

  return {
    async holdBack() {
      if (post.wish !== null || hasCheckpoint(post)) return undefined;
      const first = admit(known, clock.now());
      const admission = first.may === 'probe' ? await askForProbe() : first;
      if (admission.may === 'probe') probe = admission.probeUntil;
      return admission.may === 'wait' ? waitFor(known, admission.until, clock.now(), random()) : undefined;
    },

    watch: (publisher) => ({
      ...publisher,
      async advance(step) {
        const begins = !hasCheckpoint(step);
        try {
          const result = await publisher.advance(step);
          await tell('answer', begins);
          return result;
        } catch (error) {
          if (error instanceof PlatformError && !step.signal.aborted) await tell(error, begins);
          throw error;
        }
      },
    }),
  };
}

/** Nothing was tried, so it is no failure of the post. */
function waitFor({ cause }: Circuit, until: number, now: number, random: number): PostChange {
  const spread = Math.min(longestSpreadMs, Math.max(shortestSpreadMs, (until - now) * spreadShare));
  const reason = cause?.message ?? 'The account takes no posts just now.';
  return {
    state: 'waiting',
    error: { code: 'account_paused', message: `${reason} Hopper begins no other post at this account until then.` },
    notBefore: until + Math.round(spread * random),
    leaseUntil: 0,
  };
}
