import { type Answer, jsonAnswer } from '../http/answer.ts';
import { GoogleApiError } from './google-api-error.ts';

/** A parsed `fields` expression: name to what is wanted below it; an empty map wants everything below. */
type FieldsMask = Map<string, FieldsMask>;

/**
 * Leaves only the fields that the `fields` parameter asks for.
 * @param expression e.g. `items(id,snippet/title),nextPageToken`
 * @throws GoogleApiError 400 `invalidParameter` when the expression is malformed
 * @see https://developers.google.com/youtube/v3/getting-started#fields
 */
export function applyFields(answer: Answer, expression: string | null): Answer {
  if (expression === null || answer.status !== 200 || answer.body === undefined) return answer;
  return jsonAnswer(answer.status, select(JSON.parse(answer.body), parseFields(expression)));
}

/** @throws GoogleApiError on unbalanced brackets or empty names */
export function parseFields(expression: string): FieldsMask {
  const tokens = expression.match(/[(),/]|[^(),/\s]+/g) ?? [];
  let at = 0;
  const parseList = (): FieldsMask => {
    const mask: FieldsMask = new Map();
    do parsePath(mask);
    while (tokens[at] === ',' && ++at);
    return mask;
  };
  const parsePath = (mask: FieldsMask): void => {
    const name = tokens[at];
    if (name === undefined || /[(),/]/.test(name)) throw invalidSelection(expression);
    at += 1;
    const below = mask.get(name) ?? new Map();
    mask.set(name, below);
    if (tokens[at] === '/') {
      at += 1;
      parsePath(below);
    } else if (tokens[at] === '(') {
      at += 1;
      for (const [child, grandchildren] of parseList()) below.set(child, grandchildren);
      if (tokens[at] !== ')') throw invalidSelection(expression);
      at += 1;
    }
  };
  const mask = parseList();
  if (at < tokens.length) throw invalidSelection(expression);
  return mask;
}

function select(value: unknown, mask: FieldsMask): unknown {
  if (mask.size === 0 || mask.has('*') || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => select(entry, mask));
  const chosen = Object.entries(value).filter(([name]) => mask.has(name));
  return Object.fromEntries(chosen.map(([name, below]) => [name, select(below, mask.get(name) ?? new Map())]));
}

function invalidSelection(expression: string): GoogleApiError {
  return new GoogleApiError({
    status: 400,
    reason: 'invalidParameter',
    message: `Invalid field selection ${expression}`,
    location: 'fields',
    locationType: 'parameter',
  });
}
