import { matchText } from './match-text.ts';
import type { BaseOperator, Statement } from './policy-document.ts';

/** What a call tells about itself, by the names of condition keys: `{ 's3:prefix': 'videos/' }`. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

type Test = (expected: string, actual: string) => boolean;

const numeric =
  (compare: (actual: number, expected: number) => boolean): Test =>
  (expected, actual) =>
    compare(Number(actual), Number(expected));

const tests: Readonly<Record<Exclude<BaseOperator, 'Null'>, Test>> = {
  ArnEquals: matchText,
  ArnLike: matchText,
  ArnNotEquals: (expected, actual) => !matchText(expected, actual),
  Bool: (expected, actual) => expected === actual,
  NumericGreaterThan: numeric((actual, expected) => actual > expected),
  NumericLessThan: numeric((actual, expected) => actual < expected),
  StringEquals: (expected, actual) => expected === actual,
  StringLike: matchText,
  StringNotEquals: (expected, actual) => expected !== actual,
};

/**
 * Whether all conditions of a statement hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function matchConditions(conditions: Statement['Condition'], context: ConditionContext): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => matchCondition(operator, expected, find(context, key))),
  );
}

/** The names of condition keys are alike in any case. */
function find(context: ConditionContext, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return typeof found === 'string' ? [found] : found;
}

function matchCondition(operator: string, expected: readonly string[], actual: readonly string[] | undefined): boolean {
  const [name = '', quantifier] = operator.split(':').reverse();
  if (name === 'Null') return expected.includes(String(actual === undefined));
  const isNegative = name.includes('Not');
  // A key that is not there has no value that could be wrong, and none that could be right.
  if (actual === undefined) return isNegative || quantifier === 'ForAllValues';
  const test = Object.entries(tests).find(([known]) => known === name)?.[1];
  if (!test) throw new Error(`There is no operator ${operator}.`);
  const fits = (value: string) =>
    isNegative ? expected.every((item) => test(item, value)) : expected.some((item) => test(item, value));
  return quantifier === 'ForAllValues' ? actual.every(fits) : actual.some(fits);
}
