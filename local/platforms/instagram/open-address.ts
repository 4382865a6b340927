/** What lies at a public address. */
export interface OpenedAddress {
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Opens a public address, in ranges or at once; a server that knows no ranges answers with everything.
 * @param rangeBytes null = at once
 * @throws Error for any answer but what was asked for
 */
export async function openAddress(
  url: string,
  { rangeBytes, signal }: { readonly rangeBytes: number | null; readonly signal: AbortSignal },
): Promise<OpenedAddress> {
  const first = rangeBytes === null ? await request(url, signal) : await request(url, signal, [0, rangeBytes - 1]);
  const contentType = first.headers.get('content-type') ?? '';
  const total = Number(/^bytes \d+-\d+\/(\d+)$/.exec(first.headers.get('content-range') ?? '')?.[1]);
  if (first.status === 200 || rangeBytes === null) return { contentType, body: bodyOf(first) };
  if (!Number.isInteger(total)) throw new Error('The answer to a range does not say how much there is.');
  return { contentType, body: readOn(url, signal, { first, total, rangeBytes }) };
}

async function* readOn(
  url: string,
  signal: AbortSignal,
  { first, total, rangeBytes }: { first: Response; total: number; rangeBytes: number },
): AsyncGenerator<Uint8Array> {
  yield* bodyOf(first);
  for (let at = rangeBytes; at < total; at += rangeBytes) {
    const next = await request(url, signal, [at, Math.min(at + rangeBytes, total) - 1]);
    if (next.status !== 206) throw new Error('A range was answered with something else.');
    yield* bodyOf(next);
  }
}

async function request(url: string, signal: AbortSignal, range?: readonly [number, number]): Promise<Response> {
  const answer = await fetch(url, { signal, headers: range ? { range: `bytes=${range[0]}-${range[1]}` } : {} });
  if (answer.status !== 200 && answer.status !== 206) throw new Error(`${new URL(url).origin}: ${answer.status}`);
  return answer;
}

function bodyOf({ body }: Response): AsyncIterable<Uint8Array> {
  if (!body) throw new Error('There is nothing at this address.');
  return body;
}
