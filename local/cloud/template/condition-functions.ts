import * as z from 'zod';
import type { Intrinsic } from './intrinsic.ts';

const Truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** The functions that conditions are made of. */
export const conditionFunctions: readonly [string, Intrinsic][] = [
  [
    'Fn::Equals',
    async (argument, _scope, resolve) => {
      const [left, right] = z.tuple([z.unknown(), z.unknown()]).parse(await resolve(argument));
      return String(left) === String(right);
    },
  ],
  [
    'Fn::And',
    async (argument, _scope, resolve) =>
      z
        .array(Truth)
        .parse(await resolve(argument))
        .every(Boolean),
  ],
  [
    'Fn::Or',
    async (argument, _scope, resolve) =>
      z
        .array(Truth)
        .parse(await resolve(argument))
        .some(Boolean),
  ],
  ['Fn::Not', async (argument, _scope, resolve) => !z.tuple([Truth]).parse(await resolve(argument))[0]],
  [
    'Fn::Contains',
    async (argument, _scope, resolve) => {
      const [list, text] = z.tuple([z.array(z.unknown()), z.unknown()]).parse(await resolve(argument));
      return list.map(String).includes(String(text));
    },
  ],
  ['Condition', async (argument, scope) => scope.condition(z.string().parse(argument))],
];
