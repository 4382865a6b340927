import { type FieldProblem, HopperError } from '../hopper-error.ts';
import type { DestinationFacts, PlatformRules } from '../platforms/platform-rules.ts';

/**
 * Refuses a change that the platform would not take. What was wrong already (an account may have lost an option since) does
 * not stand in the way of changing something else.
 * @param current all settings of the platform before the change
 * @throws HopperError invalid_input with the fields
 */
export function assertAllowed(
  rules: Pick<PlatformRules, 'checkSettings'>,
  current: object,
  change: object,
  destination: DestinationFacts | null,
): void {
  const before = rules.checkSettings(current, destination);
  const isOld = (problem: FieldProblem) => before.some((old) => old.path === problem.path);
  const problems = rules
    .checkSettings({ ...current, ...change }, destination)
    .filter((problem) => Object.hasOwn(change, rootOf(problem.path)) || !isOld(problem));
  if (problems.length === 0) return;
  const message = problems.length === 1 ? problems[0]?.message : undefined;
  throw new HopperError('invalid_input', message, { details: problems });
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? '';
}
