import * as z from 'zod';
import { conditionFunctions } from './condition-functions.ts';
import type { Intrinsic, Resolve } from './intrinsic.ts';
import { noValue } from './no-value.ts';
import type { Scope } from './scope.ts';
import { substitute } from './substitute.ts';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const GetAttArgument = z.union([
  z.tuple([z.string(), z.string()]),
  z.string().transform((text): [string, string] => {
    const dot = text.indexOf('.');
    return [text.slice(0, dot), text.slice(dot + 1)];
  }),
]);

async function find(argument: unknown, scope: Scope, resolve: Resolve): Promise<unknown> {
  const [map, top, second] = z
    .tuple([Text, Text, Text])
    .rest(z.unknown())
    .parse(await resolve(argument));
  const found = scope.findInMap(map, top, second);
  if (found === undefined) throw new Error(`Mapping ${map} has no value at ${top}.${second}`);
  return found;
}

async function chooseIf(argument: unknown, scope: Scope, resolve: Resolve): Promise<unknown> {
  const [name, whenTrue, whenFalse] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
  return resolve((await scope.condition(name)) ? whenTrue : whenFalse);
}

/** Every function that the local cloud understands, by its long form (JSON templates have no short one). */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  [
    'Ref',
    async (argument, scope) => {
      const name = z.string().parse(argument);
      return name === 'AWS::NoValue' ? noValue : scope.ref(name);
    },
  ],
  ['Fn::GetAtt', async (argument, scope) => scope.getAtt(...GetAttArgument.parse(argument))],
  ['Fn::ImportValue', async (argument, scope, resolve) => scope.importValue(Text.parse(await resolve(argument)))],
  [
    'Fn::Join',
    async (argument, _scope, resolve) => {
      const [separator, parts] = z.tuple([z.string(), z.array(Text)]).parse(await resolve(argument));
      return parts.join(separator);
    },
  ],
  ['Fn::Sub', substitute],
  [
    'Fn::Select',
    async (argument, _scope, resolve) => {
      const [index, list] = z.tuple([z.coerce.number().int(), z.array(z.unknown())]).parse(await resolve(argument));
      if (index >= list.length) throw new Error(`Fn::Select wants item ${index} of ${list.length}`);
      return list[index];
    },
  ],
  [
    'Fn::Split',
    async (argument, _scope, resolve) => {
      const [separator, text] = z.tuple([z.string(), Text]).parse(await resolve(argument));
      return text.split(separator);
    },
  ],
  [
    'Fn::Base64',
    async (argument, _scope, resolve) => Buffer.from(Text.parse(await resolve(argument))).toString('base64'),
  ],
  ['Fn::FindInMap', find],
  ['Fn::If', chooseIf],
  ['Fn::GetAZs', async () => ['us-east-1a', 'us-east-1b', 'us-east-1c']],
  ...conditionFunctions,
]);
