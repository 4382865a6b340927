import type { Readable } from 'node:stream';
import type { Clock } from '../../../shared/domain/clock.ts';
import { type PlatformAnswer, type PlatformRequest, type Send, sendOverHttp } from '../../../shared/platforms/send.ts';
import type { Activity } from './activity.ts';
import { reset, startLife } from './process-life.ts';
import type { OutsideCall, Strike } from './strike.ts';
import { breakInMiddle, strikeStream } from './struck-stream.ts';

/** Longer than a lease: whoever wakes up then has lost it. */
const freezeMs = 45_000;
/** After this time without movement a request is given up, as product code does; sign-in services get less. */
const idleMs = 90_000;
const signInMs = 10_000;
/** How many calls a trouble lasts that begins after an answer. */
const stormCalls = 3;

/** What the processes of one run share. */
export interface StruckRun {
  readonly clock: Clock;
  readonly activity: Activity;
  /** What goes wrong at the n-th outside call. */
  strikeAt(call: number): Strike | undefined;
  /** All outside calls so far, in order. */
  readonly calls: OutsideCall[];
  /** The user cancels the post. */
  readonly cancel: () => Promise<void>;
  /** Makes the simulator break the next answer off in its middle. */
  readonly halveNextAnswer: () => Promise<void>;
}

/** A process as the strike sees it: every outside call goes through here. */
export interface StruckProcess {
  /** Its timers come late while it stands still and never once it is dead. */
  readonly clock: Clock;
  readonly died: Promise<void>;
  kill(): void;
  /** `name` and path of the request are the name of the call. */
  send(name: string): Send;
  stream(name: string, signal: AbortSignal, effect: () => Promise<Readable>): Promise<Readable>;
  /** An object whose methods are all outside calls. */
  through<T extends object>(name: string, target: T): T;
}

const never = <T>() => new Promise<T>(() => {});
const failed: PlatformAnswer = { status: 500, headers: {}, text: '' };

/** Where a strike leaves its mark on a call; what is left out cannot happen to it. */
interface Marks<T> {
  /** No answer before the deadline. */
  hang(): Promise<never>;
  /** An answer that says 500. */
  readonly failed?: T;
  cutRequest?(): Promise<T>;
  cutAnswer?(value: T): T;
}

export function startStruckProcess(run: StruckRun): StruckProcess {
  const { clock, activity, strikeAt, calls } = run;
  const life = startLife(clock);
  const { pass, kill } = life;
  let resets = 0;
  let failures = 0;

  async function call<T>(made: OutsideCall, effect: () => Promise<T>, marks: Marks<T>): Promise<T> {
    await pass(undefined);
    const strike = strikeAt(calls.push(made) - 1);
    if (resets-- > 0) throw reset();
    if (marks.failed !== undefined && failures-- > 0) return marks.failed;
    if (!strike) return pass(activity.track(effect()));
    const { point, mode } = strike;
    if (mode === 'cancel') return meetCancel(point, effect);
    if (point === 'before') return befall(mode, marks, marks.cutRequest);
    if (point === 'sent' && mode === 'cut') await run.halveNextAnswer();
    const value = await pass(activity.track(effect()));
    return point === 'sent' ? befall(mode, marks) : afterAnswer(mode, marks, value);
  }

  async function meetCancel<T>(point: Strike['point'], effect: () => Promise<T>): Promise<T> {
    if (point === 'before') await run.cancel();
    const value = await pass(activity.track(effect()));
    if (point === 'sent') await run.cancel();
    return value;
  }

  async function befall<T>(mode: Strike['mode'], marks: Marks<T>, cut?: () => Promise<T>): Promise<T> {
    if (mode === 'kill') kill();
    if (mode === 'hang') return pass(marks.hang());
    if (mode === '500' && marks.failed !== undefined) return marks.failed;
    if (mode === 'cut' && cut) return pass(activity.track(cut()));
    return pass(Promise.reject(reset()));
  }

  function afterAnswer<T>(mode: Strike['mode'], marks: Marks<T>, value: T): Promise<T> {
    if (mode === 'kill') kill();
    if (mode === 'hang') life.freeze(freezeMs);
    if (mode === 'reset') resets = stormCalls;
    if (mode === '500') failures = stormCalls;
    return pass(mode === 'cut' && marks.cutAnswer ? marks.cutAnswer(value) : value);
  }

  /** Rejects when the signal aborts or the time is up. */
  const hangUntil = (signal: AbortSignal | undefined, ms: number) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (ms < Infinity) clock.after(ms, () => reject(new Error('Nothing moved.')));
    });

  const send =
    (name: string): Send =>
    (request) => {
      const stream = typeof request.body === 'object' ? request.body.stream : undefined;
      const made = { kind: 'platform', name: `${name} ${request.method} ${request.url.pathname}` } as const;
      const signal = AbortSignal.any([life.death, ...(request.signal ? [request.signal] : [])]);
      const overHttp = (body: PlatformRequest['body']) =>
        sendOverHttp({ ...request, signal, ...(body !== undefined && { body }) });
      return call(
        { ...made, sendsStream: stream !== undefined },
        // A dead process has no connections.
        () => overHttp(request.body),
        {
          hang: () => hangUntil(request.signal, request.signal ? idleMs : signInMs),
          failed,
          cutRequest: () => overHttp(breakInMiddle(request.body)),
          cutAnswer: (answer) => ({ ...answer, text: answer.text.slice(0, answer.text.length / 2) }),
        },
      ).finally(() => stream?.destroy());
    };

  async function stream(name: string, signal: AbortSignal, effect: () => Promise<Readable>): Promise<Readable> {
    const made = { kind: 'stream', name, sendsStream: false } as const;
    await pass(undefined);
    const { point, mode } = strikeAt(calls.length) ?? { point: 'before' as const, mode: undefined };
    if (point === 'before') return call(made, effect, { hang: () => hangUntil(signal, Infinity) });
    calls.push(made);
    return strikeStream(await pass(effect()), point, async () => {
      if (mode === 'cancel') return run.cancel();
      if (mode === 'kill') kill();
      if (mode !== 'hang') throw reset();
      if (point === 'answered') life.freeze(freezeMs);
      else await hangUntil(AbortSignal.any([signal, life.death]), Infinity).finally(activity.stall());
    });
  }

  const through = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (object, property) => {
        const value: unknown = Reflect.get(object, property);
        if (typeof value !== 'function') return value;
        const made = { kind: 'port', name: `${name}.${String(property)}`, sendsStream: false } as const;
        return (...parameters: unknown[]) =>
          call(made, async () => Reflect.apply(value, object, parameters), { hang: () => never() });
      },
    });

  return { clock: life.clock, died: life.died, kill, send, stream, through };
}
