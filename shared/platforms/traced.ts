import type { PlatformCall } from '../domain/posts/platform-call.ts';
import type { PlatformAnswer, PlatformRequest } from './send.ts';

/** Ids are shorter; what is longer may be a secret that opens something. */
const longestSegment = 64;
/** What the platforms call the id of a request, in headers or in the JSON of an answer. */
const requestIdHeaders = ['x-request-id', 'x-fb-request-id', 'x-tt-logid'];
const requestIdInText = /"(?:log_id|fbtrace_id)"\s*:\s*"([\w-]{1,64})"/;

type Asked = Pick<PlatformRequest, 'method' | 'url'>;
/** An answer, perhaps with a body that is still to come. */
type Answered = Pick<PlatformAnswer, 'status' | 'headers'> & { readonly text?: string };

/**
 * A `send` that tells of every call: method, host and path, status, the platform's request id, how long it took. Never
 * a query, a header or a body: that is where tokens and the secrets of upload addresses are.
 * @param onCall may be left out, then nothing is told; what it throws is of no consequence for the call
 * @param now epoch milliseconds
 */
export function traced<Request extends Asked = PlatformRequest, Answer extends Answered = PlatformAnswer>(
  send: (request: Request) => Promise<Answer>,
  onCall: ((call: PlatformCall) => void) | undefined,
  now = Date.now,
): (request: Request) => Promise<Answer> {
  if (!onCall) return send;
  return async (request) => {
    const at = now();
    const tell = (answer?: Answer) => {
      const { method, url } = request;
      const status = answer?.status ?? null;
      const requestId = answer ? requestIdOf(answer) : null;
      try {
        onCall({ at, method, address: addressOf(url), status, requestId, milliseconds: now() - at });
      } catch {
        // A story about a call must not change how the call ends.
      }
    };
    try {
      const answer = await send(request);
      tell(answer);
      return answer;
    } catch (error) {
      tell();
      throw error;
    }
  };
}

function addressOf({ host, pathname }: URL): string {
  const segments = pathname.split('/').map((segment) => (segment.length > longestSegment ? '…' : segment));
  return host + segments.join('/');
}

function requestIdOf({ headers, text = '' }: Answered): string | null {
  const header = requestIdHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  return header?.slice(0, longestSegment) ?? requestIdInText.exec(text)?.[1] ?? null;
}
