import { HopperError } from '../domain/hopper-error.ts';
import { findJsonError } from './find-json-error.ts';
import type { HttpEvent } from './http-event.ts';

/** More than the largest body of the contract (10,000 parts with their ETags) by a factor of two. */
export const maxBodyBytes = 1024 * 1024;

const jsonType = /^application\/json\s*(;|$)/i;

/**
 * The JSON value in the body of a call; undefined when there is none.
 * Only `application/json` is read: a form of another site cannot send it without asking first.
 * @throws HopperError too_large, unsupported_media_type, bad_request
 */
export function readJsonBody(event: HttpEvent): unknown {
  const { body } = event;
  if (!body) return undefined;
  if (sizeOf(body, event.isBase64Encoded) > maxBodyBytes) throw new HopperError('too_large');
  if (!jsonType.test(event.headers['content-type'] ?? '')) throw new HopperError('unsupported_media_type');
  const text = event.isBase64Encoded ? decode(body) : body;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { line, column } = findJsonError(text);
    throw new HopperError('bad_request', `The body is not valid JSON: line ${line}, column ${column}.`, { cause });
  }
}

function sizeOf(body: string, isBase64: boolean): number {
  return Buffer.byteLength(body, isBase64 ? 'base64' : 'utf8');
}

function decode(body: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch (cause) {
    throw new HopperError('bad_request', 'The body is not valid UTF-8.', { cause });
  }
}
