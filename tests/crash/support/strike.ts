import { Readable } from 'node:stream';
import type { Clock } from '../../../shared/domain/clock.ts';

/** The one thing that goes wrong in a run: at the n-th outside call, at which point of it, and how. */
export interface Strike {
  readonly call: number;
  /** `middle`: in the middle of a stream; calls without one are spared. */
  readonly point: 'before' | 'middle' | 'after';
  readonly mode: 'crash' | 'error';
}

/** Counts outside calls over the processes of a run and lets the strike happen. */
export interface Strikes {
  /** Names of all calls so far. */
  readonly calls: readonly string[];
  /** A new process: alive until the strike kills it. */
  start(clock: Clock): StruckProcess;
}

export interface StruckProcess {
  readonly clock: Clock;
  readonly died: Promise<'died'>;
  call<T>(name: string, effect: () => Promise<T>): Promise<T>;
  callForStream(name: string, effect: () => Promise<Readable>): Promise<Readable>;
  /** An object whose methods are all outside calls. */
  through<T extends object>(name: string, target: T): T;
}

const never = <T>() => new Promise<T>(() => {});

export function createStrikes(strike: Strike | undefined): Strikes {
  const calls: string[] = [];
  return { calls, start: (clock) => startProcess(clock, calls, strike) };
}

function startProcess(clock: Clock, calls: string[], strike: Strike | undefined): StruckProcess {
  let alive = true;
  let markDead = (_: 'died') => {};
  const died = new Promise<'died'>((resolve) => {
    markDead = resolve;
  });

  const happen = (name: string): Promise<never> => {
    if (strike?.mode === 'error') return Promise.reject(new Error(`struck ${strike.point} ${name}`));
    alive = false;
    markDead('died');
    return never();
  };

  async function call<T>(name: string, effect: () => Promise<T>, breakOff = (whole: T) => whole): Promise<T> {
    if (!alive) return never();
    const isStruck = calls.push(name) - 1 === strike?.call;
    if (isStruck && strike.point === 'before') return happen(name);
    const value = await effect();
    if (isStruck && strike.point === 'after') return happen(name);
    if (!alive) return never();
    return isStruck && strike.point === 'middle' ? breakOff(value) : value;
  }

  /** The first piece, then the strike. */
  async function* breakOff(name: string, stream: Readable): AsyncGenerator<Buffer> {
    for await (const piece of stream) {
      yield piece;
      await happen(name);
    }
  }

  const callForStream = (name: string, effect: () => Promise<Readable>) =>
    call(name, effect, (whole) => Readable.from(breakOff(name, whole), { objectMode: false }));

  const through = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (object, property) => {
        const value: unknown = Reflect.get(object, property);
        if (typeof value !== 'function') return value;
        return (...parameters: unknown[]) =>
          call(`${name}.${String(property)}`, async () => Reflect.apply(value, object, parameters));
      },
    });

  const deadAware: Clock = { now: clock.now, after: (ms, callback) => clock.after(ms, () => alive && callback()) };
  return { clock: deadAware, died, call, callForStream, through };
}
