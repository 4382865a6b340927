import { intrinsics } from './intrinsics.ts';
import { noValue } from './no-value.ts';
import type { Scope } from './scope.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Replaces every intrinsic function in a piece of a template by its value.
 *
 * @returns the value without anything that resolved to `AWS::NoValue`; undefined when all of it did.
 * @throws Error that names the function or resource that cannot be resolved.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export async function resolveValue(value: unknown, scope: Scope): Promise<unknown> {
  const resolved = await resolveDeep(value, scope);
  return resolved === noValue ? undefined : resolved;
}

async function resolveDeep(value: unknown, scope: Scope): Promise<unknown> {
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => resolveDeep(item, scope)));
    return items.filter((item) => item !== noValue);
  }
  if (!isRecord(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0) {
    // A policy may have a "Condition" of its own, which is an object; the function takes a name.
    const intrinsic = key === 'Condition' && typeof value[key] !== 'string' ? undefined : intrinsics.get(key);
    if (intrinsic) return intrinsic(value[key], scope, (inner) => resolveDeep(inner, scope));
    if (key.startsWith('Fn::')) throw new Error(`${key} is not understood by the local cloud`);
  }
  const entries = await Promise.all(
    Object.entries(value).map(
      async ([name, item]): Promise<[string, unknown]> => [name, await resolveDeep(item, scope)],
    ),
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}
