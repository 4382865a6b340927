/** After this time the rest is left to the kernel: a person who pressed Ctrl-C waits no longer than 5 s. */
const limitMs = 4_500;

/** Collects what was started, to stop it in reverse order. */
export class Shutdown {
  readonly #steps: (() => unknown)[] = [];
  #running: Promise<void> | undefined;

  /** True as soon as stopping has begun. */
  get begun(): boolean {
    return this.#running !== undefined;
  }

  /** Adds a step; one that comes when stopping has begun already is carried out at once. */
  add(stop: () => unknown): void {
    if (this.begun) void attempt(stop);
    else this.#steps.push(stop);
  }

  /** Stops everything, once; resolves when all is done or the time is up. */
  run(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    const stopAll = async () => {
      for (const stop of this.#steps.toReversed()) await attempt(stop);
    };
    await Promise.race([stopAll(), late]);
    clearTimeout(timer);
  }
}

/** What fails to stop must not keep the others running. */
async function attempt(stop: () => unknown): Promise<void> {
  try {
    await stop();
  } catch {
    // The process ends in a moment, and with it whatever did not want to.
  }
}
