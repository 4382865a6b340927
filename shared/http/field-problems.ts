import type * as z from 'zod';
import type { FieldProblem } from '../domain/hopper-error.ts';

/** Enough for a person to mend a form; a body of 10,000 wrong items answers no megabytes. */
const maxProblems = 20;
const maxPathLength = 200;

/** Which fields are wrong and why, without the values that were sent. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.slice(0, maxProblems).flatMap(toProblems).slice(0, maxProblems);
}

function toProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'Unknown field.' }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, maxPathLength);
}
