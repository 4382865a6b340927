import * as z from 'zod';
import type { PlatformAnswer } from '../send.ts';

/** @see https://developers.facebook.com/docs/graph-api/guides/error-handling */
const GraphBody = z.object({
  error: z.object({
    message: z.string().default(''),
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().default(false),
    error_user_msg: z.string().optional(),
  }),
});
/** The code exchange of Instagram Login answers in a shape of its own. */
const OAuthBody = z.object({ error_type: z.string(), error_message: z.string().default('') });
/** So does the upload host. */
const UploadBody = z.object({
  debug_info: z.object({ retriable: z.boolean().default(false), type: z.string(), message: z.string().default('') }),
});
/** @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers-2 */
const BusinessUsage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().default(0) })),
);

/** What an error answer of Meta says; code 0 = it has none. */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly subcode: number;
  readonly isTransient: boolean;
  readonly message: string;
  /** Meta's own text for the user. */
  readonly userMessage: string | undefined;
  /** How long Meta says that the account has to wait, seconds. */
  readonly retryAfterSeconds: number | undefined;
}

/** Reads an error answer of any shape; a page of a proxy or an empty body is one without a code. */
export function parseGraphError({ status, headers, text }: PlatformAnswer): GraphError {
  const retryAfterSeconds = readWait(headers);
  const nothing = { status, code: 0, subcode: 0, isTransient: false, message: '', userMessage: undefined };
  const body = parseJson(text);
  const graph = GraphBody.safeParse(body);
  if (graph.success) {
    const { code, error_subcode, is_transient, message, error_user_msg } = graph.data.error;
    const subcode = error_subcode ?? 0;
    return {
      status,
      code,
      subcode,
      isTransient: is_transient,
      message,
      userMessage: error_user_msg,
      retryAfterSeconds,
    };
  }
  const upload = UploadBody.safeParse(body);
  if (upload.success) {
    const { retriable, type, message } = upload.data.debug_info;
    return { ...nothing, isTransient: retriable, message: `${type}: ${message}`, retryAfterSeconds };
  }
  const oauth = OAuthBody.safeParse(body);
  return { ...nothing, message: oauth.success ? oauth.data.error_message : '', retryAfterSeconds };
}

/** JSON of unknown shape; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readWait(headers: PlatformAnswer['headers']): number | undefined {
  const usage = BusinessUsage.safeParse(parseJson(headers['x-business-use-case-usage'] ?? ''));
  const minutes = usage.success
    ? Math.max(
        0,
        ...Object.values(usage.data).flatMap((rows) => rows.map((row) => row.estimated_time_to_regain_access)),
      )
    : 0;
  if (minutes > 0) return minutes * 60;
  const seconds = Number(headers['retry-after'] ?? 0);
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
