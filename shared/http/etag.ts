import { createHash } from 'node:crypto';
import { HopperError } from '../domain/hopper-error.ts';
import { canonicalJson } from './canonical-json.ts';

/** Short enough for a header that is typed by hand, long enough (96 bits) that no two bodies share one. */
const etagCharacters = 16;

/**
 * The entity tag of an answer that has no version of its own: a hash of its JSON, the same for every order of the keys.
 * @returns without the quotes, as `context.ifMatch` has it
 */
export function etagOfBody(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body)).digest('base64url').slice(0, etagCharacters);
}

/**
 * Compares what the caller knows with what is there now. The write that follows still needs a condition of its own.
 * @param ifMatch `context.ifMatch`; undefined asks for nothing, `*` for anything that exists
 * @param current entity tag without quotes: the version as text, or `etagOfBody`
 * @throws HopperError precondition_failed
 */
export function assertIfMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== current) throw new HopperError('precondition_failed');
}

const strongTag = /^"([\x21\x23-\x7e]{1,128})"$/;
const weakTag = /^W\/"[\x21\x23-\x7e]{1,128}"$/;

/**
 * Reads an If-Match header: `*` or one strong entity tag.
 * @returns the tag without its quotes
 * @throws HopperError precondition_failed for a weak tag, which never matches here; bad_request for anything else
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export function parseIfMatch(header: string | undefined): string | undefined {
  const text = header?.trim();
  if (text === undefined || text === '*') return text;
  if (weakTag.test(text)) throw new HopperError('precondition_failed');
  const tag = strongTag.exec(text)?.[1];
  if (tag === undefined) throw new HopperError('bad_request', 'If-Match: send one ETag in double quotes, or *.');
  return tag;
}
