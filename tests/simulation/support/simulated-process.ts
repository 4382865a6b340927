import type { Clock } from '../../../shared/domain/clock.ts';
import type { PlatformAnswer, PlatformRequest } from '../../../shared/platforms/send.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import type { ArrivedBody, PlatformModel } from './platforms/platform-model.ts';
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

interface ProcessOptions {
  readonly random: Random;
  /** Asked at every call, because worlds calm down. */
  readonly rates: () => FaultRates;
  /** How far this process's clock is off. */
  readonly skewMs: number;
  readonly bytesPerSecond: number;
  readonly note: Note;
}

/** A Lambda process: everything it does passes through `call` or `send`, and it may die in every one of them. */
export interface SimulatedProcess {
  readonly clock: Clock;
  readonly died: Promise<'died'>;
  isAlive(): boolean;
  kill(): void;
  /** An effect on the outside world, which may fail or crash the process before or after it happens. */
  call<T>(name: string, effect: () => T | Promise<T>): Promise<T>;
  /** A request whose body takes its time: of whoever dies, or breaks off, a part has arrived. */
  send(request: PlatformRequest, platform: Pick<PlatformModel, 'handle'>): Promise<PlatformAnswer>;
}

const never = <T>() => new Promise<T>(() => {});

export function createProcess(world: VirtualClock, options: ProcessOptions): SimulatedProcess {
  const { random, rates, skewMs, bytesPerSecond, note } = options;
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

  /** How many bytes get through until the process dies, breaks off, or loses its connection. */
  async function transmit(name: string, bytes: number, signal: AbortSignal | undefined): Promise<number> {
    const { crash, error } = rates();
    const milliseconds = (bytes / bytesPerSecond) * 1000;
    const draw = random();
    const breaksAt = draw < crash + error ? random() : 1;
    const begin = world.now();
    await Promise.race([world.sleep(milliseconds * breaksAt), died, signal && aborted(signal)]);
    if (draw < crash) {
      note(`dies in the middle of ${name}`);
      kill();
    }
    if (breaksAt === 1 && alive && !signal?.aborted) return bytes;
    return Math.min(bytes - 1, Math.floor(((world.now() - begin) / 1000) * bytesPerSecond));
  }

  async function deliver(request: PlatformRequest, platform: Pick<PlatformModel, 'handle'>): Promise<PlatformAnswer> {
    const { body, signal } = request;
    const name = nameOf(request);
    note(`sends ${name}`);
    await strike(name, 'before');
    await pass();
    let arrived: ArrivedBody | undefined;
    let isWhole = true;
    if (typeof body === 'object') {
      const offset = await readOffset(body.stream);
      const bytes = await transmit(name, body.bytes, signal);
      arrived = { offset, bytes };
      isWhole = bytes === body.bytes;
    }
    const answer = platform.handle(request, arrived);
    if (!alive) return never();
    if (!isWhole) throw new Error('The connection was cut in the middle of the body.');
    note(`is answered ${answer.status} ${answer.text.slice(0, 120)}`);
    await strike(name, 'after');
    await pass();
    return answer;
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
    call: (name, effect) => (alive ? run(name, effect) : never()),
    send: (request, platform) => {
      if (!alive) return never();
      const { signal } = request;
      const answer = deliver(request, platform);
      return signal ? Promise.race([answer, aborted(signal).then(() => Promise.reject(signal.reason))]) : answer;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function nameOf({ method, url, headers }: PlatformRequest): string {
  return `${method} ${url.pathname} ${headers['content-range'] ?? ''}`.trimEnd();
}

/** The first bytes of a body say where in the file they are: see `openNumbered`. */
async function readOffset(stream: AsyncIterable<Buffer>): Promise<number> {
  let first: Buffer | undefined;
  for await (const piece of stream) first ??= piece;
  return Number(first?.readBigUInt64BE(0));
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
