import type { FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../shared/contract/client.ts';

const lanes = 3;
const attempts = 5;
const signedAtOnce = 10;

export interface Part {
  readonly part_number: number;
  readonly etag: string;
}

export interface SendOptions {
  readonly client: Client;
  readonly videoId: string;
  readonly file: FileHandle;
  readonly sizeBytes: number;
  readonly partBytes: number;
  /** What has arrived already. */
  readonly arrived: readonly Part[];
  readonly signal: AbortSignal;
  /** Bytes of a part that has arrived. */
  readonly onSent: (bytes: number) => void;
}

/** Sends the missing parts, three at a time, each up to five times. @returns all parts */
export async function sendParts(options: SendOptions): Promise<Part[]> {
  const { sizeBytes, partBytes, arrived } = options;
  const known = new Set(arrived.map(({ part_number }) => part_number));
  const count = Math.ceil(sizeBytes / partBytes);
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !known.has(number));
  const parts = [...arrived];
  const addresses = createAddresses(options, missing);
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
        parts.push({ part_number: number, etag: await sendPart(options, number, addresses) });
      }
    }),
  );
  return parts.toSorted((a, b) => a.part_number - b.part_number);
}

type Address = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Presigned addresses live for a quarter of an hour: asked for a few at a time, and anew for every repetition. */
function createAddresses({ client, videoId }: SendOptions, missing: readonly number[]) {
  const kept = new Map<number, Address>();
  return async (number: number, isRepetition: boolean): Promise<Address> => {
    const found = kept.get(number);
    kept.delete(number);
    if (found && !isRepetition) return found;
    const part_numbers = [number, ...missing.slice(0, isRepetition ? 0 : signedAtOnce - 1)];
    const { parts } = await client.signParts({ params: { videoId }, body: { part_numbers } });
    for (const part of parts) kept.set(part.part_number, part);
    const address = kept.get(number);
    kept.delete(number);
    if (!address) throw new Error(`The server gave no address for part ${number}.`);
    return address;
  };
}

async function sendPart(
  options: SendOptions,
  number: number,
  addressOf: (number: number, isRepetition: boolean) => Promise<Address>,
): Promise<string> {
  const { file, sizeBytes, partBytes, signal, onSent } = options;
  const start = (number - 1) * partBytes;
  const bytes = new Uint8Array(Math.min(partBytes, sizeBytes - start));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  if (bytesRead !== bytes.length) throw new Error('The file has become shorter while it was being sent.');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const etag = await put(await addressOf(number, attempt > 1), bytes, signal);
      onSent(bytes.length);
      return etag;
    } catch (error) {
      if (signal.aborted || attempt === attempts) throw error;
      await delay(500 * 2 ** attempt, undefined, { signal });
    }
  }
}

async function put({ url, headers }: Address, body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<string> {
  // fetch names the length by itself, and refuses to be told.
  const { 'content-length': _, ...others } = headers;
  const answer = await fetch(url, { method: 'PUT', body, headers: others, signal });
  const etag = answer.headers.get('etag');
  await answer.body?.cancel();
  if (!answer.ok || etag === null) throw new Error(`The storage answered ${answer.status}.`);
  return etag;
}
