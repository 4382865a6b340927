import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A process that is gone: nothing after it is carried out. */
export class Died extends Error {}

/**
 * Deaths at every step: each call that changes something dies once before it, and once after it, when its answer is lost. The
 * third time it gets through.
 */
export function createDeaths() {
  const seen = new Map<string, number>();
  const state = { isOn: true, deaths: 0 };

  async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
    const times = seen.get(name) ?? 0;
    if (!state.isOn || times >= 2) return run();
    seen.set(name, times + 1);
    state.deaths += 1;
    if (times === 1) await run();
    throw new Died(name);
  }

  return {
    state,
    /** A port whose methods die. */
    port<T extends object>(name: string, target: T): T {
      return new Proxy(target, {
        get(of, key) {
          const value: unknown = Reflect.get(of, key);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]) => step(`${name}.${String(key)}`, async () => Reflect.apply(value, of, given));
        },
      });
    },
    /** A client of the table whose writes die. */
    client(client: DynamoDBDocumentClient): void {
      client.middlewareStack.add(
        (next, context) => (args) => {
          const command = context.commandName ?? '';
          const isWrite = /^(Put|Update|Delete|TransactWrite)/.test(command);
          // Of a kind of row one stands for all, and what changes from one try to the next, as times do, is not looked at.
          const { Key, Item, UpdateExpression, TransactItems } = Object(args.input);
          const kind = String((Key ?? Item)?.sk).replace(/#.*/, '');
          const what = JSON.stringify([kind, UpdateExpression, TransactItems?.length]);
          return isWrite ? step(`${command} ${what}`, () => next(args)) : next(args);
        },
        { step: 'initialize', name: 'deaths' },
      );
    },
  };
}
