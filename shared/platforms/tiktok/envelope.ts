import * as z from 'zod';
import type { PlatformAnswer } from '../send.ts';

/** The shape of every answer but those about tokens. @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling */
const Envelope = z.object({
  data: z.unknown(),
  error: z.object({ code: z.string(), message: z.string().default(''), log_id: z.string().default('') }),
});

/** What an answer says. It went well only when the envelope says so: the status may be 200 all the same. */
export type TiktokAnswer =
  | { readonly ok: true; readonly data: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string;
      /** What a `Retry-After` header asks for; TikTok documents none, but what stands before it may send one. */
      readonly retryAfterSeconds?: number;
    };

/** Reads an answer of any shape; a page of a proxy or an empty body is one without a code. */
export function parseEnvelope({ status, headers, text }: PlatformAnswer): TiktokAnswer {
  const parsed = Envelope.safeParse(parseTiktokJson(text));
  const seconds = Number(headers['retry-after'] ?? 0);
  const wait = seconds > 0 ? { retryAfterSeconds: seconds } : {};
  if (!parsed.success) return { ok: false, status, code: '', message: '', ...wait };
  const { data, error } = parsed.data;
  if (error.code === 'ok' && status < 400) return { ok: true, data };
  return { ok: false, status, code: error.code, message: `${error.message} (log_id ${error.log_id})`, ...wait };
}

/**
 * JSON of unknown shape; undefined when it is none. Bare integers of more than 15 digits, such as the ids of videos,
 * become strings: a number would round them.
 */
export function parseTiktokJson(text: string): unknown {
  try {
    return JSON.parse(quoteLongIntegers(text));
  } catch {
    return undefined;
  }
}

/** Strings are stepped over, so that digits in a text stay as they are. */
function quoteLongIntegers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
