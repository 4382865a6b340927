import * as z from 'zod';
import type { Intrinsic } from './intrinsic.ts';
import type { Scope } from './scope.ts';

const Argument = z.union([
  z.string().transform((text): [string, Record<string, unknown>] => [text, {}]),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
]);
const placeholder = /\$\{(!?)([^}]+)\}/g;

async function lookUp(name: string, variables: Record<string, unknown>, scope: Scope): Promise<string> {
  if (Object.hasOwn(variables, name)) return String(variables[name]);
  const dot = name.indexOf('.');
  return String(dot < 0 ? await scope.ref(name) : await scope.getAtt(name.slice(0, dot), name.slice(dot + 1)));
}

/** `Fn::Sub`: `${Name}` and `${Name.Attribute}` are replaced, `${!Literal}` loses its mark. */
export const substitute: Intrinsic = async (argument, scope, resolve) => {
  const [text, unresolved] = Argument.parse(argument);
  const variables = z.record(z.string(), z.unknown()).parse(await resolve(unresolved));
  const pieces = [...text.matchAll(placeholder)];
  const values = await Promise.all(
    pieces.map(([, literal, name = '']) => (literal ? `\${${name}}` : lookUp(name, variables, scope))),
  );
  let index = 0;
  return text.replace(placeholder, () => values[index++] ?? '');
};
