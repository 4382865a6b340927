import * as z from 'zod';
import { text } from '../../shared/contract/settings/text.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Place } from '../../shared/domain/videos/video-order.ts';

const CursorPlace = z.strictObject({ p: text.min(1).max(512), v: text.length(26) });

/** Where a page ends, for whoever asks for the next one. Opaque: callers hand it back as it is. */
export function buildCursor({ position, videoId }: Place): string {
  return Buffer.from(JSON.stringify({ p: position, v: videoId })).toString('base64url');
}

/** @throws HopperError invalid_input for anything that `buildCursor` did not make */
export function parseCursor(cursor: string): Place {
  const place = CursorPlace.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()));
  if (place.success) return { position: place.data.p, videoId: place.data.v };
  const message = 'Send the cursor as it was answered.';
  throw new HopperError('invalid_input', undefined, { details: [{ path: 'cursor', message }] });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
