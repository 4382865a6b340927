/** Sees every call of a port, `<name>.<method>`; what it throws, the caller gets. */
export interface CallWatch {
  before?(call: string): void | Promise<void>;
  after?(call: string): void | Promise<void>;
}

/** The same port under the eyes of a test. */
export function watched<Port extends object>(name: string, port: Port, { before, after }: CallWatch): Port {
  return new Proxy(port, {
    get:
      (target, method) =>
      async (...parameters: unknown[]) => {
        await before?.(`${name}.${String(method)}`);
        const call: unknown = Reflect.get(target, method);
        if (typeof call !== 'function') throw new Error(`${name} has no ${String(method)}.`);
        const result: unknown = await Reflect.apply(call, target, parameters);
        await after?.(`${name}.${String(method)}`);
        return result;
      },
  });
}

/** A process that dies at its n-th call, before it has an effect or after; from then on nothing of it has any. */
export function dyingAt(n: number, when: 'before' | 'after'): CallWatch {
  let calls = 0;
  let isDead = false;
  const die = () => {
    isDead = true;
    throw new Error('killed');
  };
  return {
    before: () => {
      calls += 1;
      if (isDead || (calls === n && when === 'before')) die();
    },
    after: () => {
      // Of calls that overlap the next one may have begun.
      if (isDead || (calls >= n && when === 'after')) die();
    },
  };
}
