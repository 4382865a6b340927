import type { Clock } from '../../../shared/domain/clock.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { between, type Random } from './seeded-random.ts';

/** How often things go wrong, per call of the outside world. */
export interface FaultRates {
  readonly crash: number;
  readonly error: number;
  /** The process stops for a while and goes on as if nothing had happened. */
  readonly pause: number;
}

/** What happened to one process, for the trace of a failing seed. */
export type Note = (text: string) => void;

/** A Lambda process: everything it does passes through `call`, and it may die in every one of them. */
export interface SimulatedProcess {
  readonly clock: Clock;
  readonly died: Promise<'died'>;
  isAlive(): boolean;
  kill(): void;
  /** An effect on the outside world, which may fail or crash the process before or after it happens. */
  call<T>(name: string, effect: () => T | Promise<T>, signal?: AbortSignal): Promise<T>;
}

const never = <T>() => new Promise<T>(() => {});

/**
 * @param rates asked at every call, because worlds calm down
 * @param skewMs how far this process's clock is off
 */
export function createProcess(
  world: VirtualClock,
  { random, rates, skewMs, note }: { random: Random; rates: () => FaultRates; skewMs: number; note: Note },
): SimulatedProcess {
  let alive = true;
  let pausedUntil = 0;
  let markDead = (_: 'died') => {};
  const died = new Promise<'died'>((resolve) => {
    markDead = resolve;
  });
  const kill = () => {
    alive = false;
    markDead('died');
  };

  /** Resolves after a latency and the end of a pause; never when the process is dead by then. */
  async function pass(): Promise<void> {
    await world.sleep(between(random, 1, 80));
    while (alive && world.now() < pausedUntil) await world.sleep(pausedUntil - world.now());
    if (!alive) await never();
  }

  async function strike(name: string, when: string): Promise<void> {
    const { crash, error, pause } = rates();
    const draw = random();
    if (draw < crash) {
      note(`dies ${when} ${name}`);
      kill();
      return never();
    }
    if (draw < crash + error) {
      note(`error ${when} ${name}`);
      throw new Error(`injected ${when} ${name}`);
    }
    if (draw < crash + error + pause) {
      pausedUntil = world.now() + between(random, 5_000, 120_000);
      note(`pauses ${when} ${name}`);
    }
  }

  async function run<T>(name: string, effect: () => T | Promise<T>): Promise<T> {
    await strike(name, 'before');
    await pass();
    const value = await effect();
    await strike(name, 'after');
    await pass();
    return value;
  }

  return {
    clock: {
      now: () => Math.round(world.now() + skewMs),
      after: (ms, callback) => {
        const late = () => {
          if (!alive) return;
          if (world.now() < pausedUntil) world.after(pausedUntil - world.now(), late);
          else callback();
        };
        return world.after(ms, late);
      },
    },
    died,
    isAlive: () => alive,
    kill,
    call: (name, effect, signal) => {
      if (!alive) return never();
      const result = run(name, effect);
      return signal ? Promise.race([result, rejectOnAbort(signal)]) : result;
    },
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** An object whose every method is an outside effect of a process. */
export function through<T extends object>(process: SimulatedProcess, name: string, target: T): T {
  return new Proxy(target, {
    get: (object, property) => {
      const value: unknown = Reflect.get(object, property);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]) =>
        process.call(`${name}.${String(property)}`, () => Reflect.apply(value, object, parameters));
    },
  });
}
