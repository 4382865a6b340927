import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createClient } from '../../shared/contract/client.ts';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { createCookieFetch } from './cookie-fetch.ts';

export type VideoView = Awaited<ReturnType<Client['getVideo']>>;

/** A person at a running Hopper: a browser session with what a page would do. */
export interface HopperUser {
  readonly email: string;
  readonly client: Client;
  readonly fetch: typeof fetch;
  /**
   * Goes through the consent of the simulated platform and back.
   * @param account who consents there; without one the platform's usual account
   * @returns where the browser ended up
   * @throws Error when the account was not connected
   */
  connect(platform: PlatformName, account?: string): Promise<string>;
  /** Sends a file in parts, three at a time, and completes the video. */
  upload(path: string, filename: string): Promise<VideoView>;
  /** Looks until the condition holds. */
  waitFor(videoId: string, condition: (video: VideoView) => boolean, timeoutSeconds?: number): Promise<VideoView>;
}

/** Registers a new account at `url` and stays signed in. */
export async function registerUser(url: string): Promise<HopperUser> {
  const fetch = createCookieFetch();
  const client = createClient({ baseUrl: url, fetch });
  const email = `${randomUUID()}@example.com`;
  await client.register({ body: { email, password: `password-${randomUUID()}` } });

  const waitFor: HopperUser['waitFor'] = async (videoId, condition, timeoutSeconds = 60) => {
    const deadline = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      const video = await client.getVideo({ params: { videoId } });
      if (condition(video)) return video;
      if (Date.now() > deadline) throw new Error(`Waited in vain: ${JSON.stringify(video.posts)}`);
      await delay(200);
    }
  };
  return {
    email,
    client,
    fetch,
    waitFor,
    async connect(platform, account) {
      const { url: consent } = await client.startConnection({ params: { platform } });
      const page = new URL(consent);
      if (account !== undefined) page.searchParams.set('sim_account', account);
      const consented = await fetch(page);
      const back = await fetch(consented.headers.get('location') ?? consent);
      const location = back.headers.get('location') ?? `status ${back.status}`;
      if (!location.startsWith('/?connected=')) throw new Error(`${platform} was not connected: ${location}`);
      return location;
    },
    async upload(path, filename) {
      const file = await open(path);
      try {
        return await uploadFile(client, file, filename);
      } finally {
        await file.close();
      }
    },
  };
}

async function uploadFile(client: Client, file: FileHandle, filename: string): Promise<VideoView> {
  const { size } = await file.stat();
  const added = await client.addVideo({
    body: { filename, size_bytes: size, content_type: filename.endsWith('.mov') ? 'video/quicktime' : 'video/mp4' },
  });
  const params = { videoId: added.id };
  const { part_size_bytes: partBytes, part_count: partCount } = added.upload;
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
  const parts: { part_number: number; etag: string }[] = [];
  const sendNext = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const known = added.upload.parts.find((part) => part.part_number === number);
      const [signed] = known ? [known] : (await client.signParts({ params, body: { part_numbers: [number] } })).parts;
      if (!signed) throw new Error('no URL');
      const { buffer, bytesRead } = await file.read(Buffer.alloc(partBytes), 0, partBytes, (number - 1) * partBytes);
      parts.push({ part_number: number, etag: await putPart(signed, buffer.subarray(0, bytesRead)) });
    }
  };
  await Promise.all([sendNext(), sendNext(), sendNext()]);
  return client.completeUpload({ params, body: { parts } });
}

/** PUTs one part as told. @returns its ETag */
export async function putPart(
  part: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  // fetch, like a browser, names the length by itself.
  const { 'content-length': _length, ...headers } = part.headers;
  const answer = await fetch(part.url, { method: 'PUT', body: bytes, headers });
  const etag = answer.headers.get('etag');
  if (!answer.ok || !etag) throw new Error(`PUT answered ${answer.status}: ${await answer.text()}`);
  return etag;
}
