import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { contract } from '../../../shared/contract/contract.ts';
import { platformNames } from '../../../shared/contract/platform-names.ts';
import { Scope } from '../../../shared/contract/scopes.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';
import type { ApiWorld } from './api-world.ts';
import { origin } from './start-cloud.ts';

/** A user with one thing of every kind. */
export interface Person {
  readonly userId: string;
  /** Raw session token. */
  readonly session: string;
  /** API token with every scope. */
  readonly bearer: string;
  /** Ids by the name of the path parameter. */
  readonly ids: Readonly<Record<string, string>>;
}

const clip = new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url);

/** Registers a user who has connected every platform, added a video and scheduled it. */
export async function createPerson(world: ApiWorld, account: string): Promise<Person> {
  const credentials = { email: `${randomUUID()}@example.org`, password: 'kQ7#wZ1! and more' };
  const registered = await world.call(contract.register, {}, { body: JSON.stringify(credentials) });
  const userId = bodyOf(registered).user.id;
  const session = registered.cookies?.[0]?.split(';')[0]?.split('=')[1] ?? '';
  for (const platform of platformNames) await connect(world, session, platform, account);
  const videoId = await addClip(world, session, `${account}.mp4`);
  const order = { name: 'all', scopes: Scope.options };
  const token = bodyOf(await world.call(contract.createToken, { session }, { body: JSON.stringify(order) }));
  const connections = bodyOf(await world.call(contract.listConnections, { session }));
  await world.call(contract.postVideos, { session }, { body: '{}' });
  const video = bodyOf(await world.call(contract.getVideo, { session }, { params: { videoId } }));
  const { sessions } = bodyOf(await world.call(contract.listSessions, { session }));
  return {
    userId,
    session,
    bearer: token.token,
    ids: {
      videoId,
      postId: video.posts[0].id,
      connectionId: connections[0].id,
      sessionId: sessions[0].id,
      tokenId: token.id,
    },
  };
}

/** Goes through the consent of a simulated platform, which asks nothing. */
export async function connect(world: ApiWorld, session: string, platform: string, account: string): Promise<void> {
  const params = { platform };
  let { url } = bodyOf(await world.call(contract.startConnection, { session }, { params }));
  for (let hops = 0; !url.startsWith(origin) && hops < 5; hops += 1) {
    const address = new URL(url);
    if (hops === 0) address.searchParams.set('sim_account', account);
    const answer = await fetch(address, { redirect: 'manual' });
    const location = answer.headers.get('location');
    if (!location)
      throw new Error(`${platform} answered ${answer.status}: ${address} ${(await answer.text()).slice(-300)}`);
    url = location;
  }
  const rawQueryString = new URL(url).search.slice(1);
  const done = await world.call(contract.finishConnection, { session }, { params, rawQueryString });
  if (done.headers.location !== `/?connected=${platform}`) throw new Error(`${platform}: ${done.headers.location}`);
}

/** Opens a Drive by its simulated consent. @returns the token of its session */
export async function openDrive(
  world: ApiWorld,
  session: string,
  consent: 'source' | 'destination',
  account: string,
): Promise<string> {
  const params = { consent };
  const started = await world.call(contract.startDriveConsent, { session }, { params });
  const page = new URL(String(started.headers.location));
  page.searchParams.set('sim_account', account);
  const back = new URL(String((await fetch(page, { redirect: 'manual' })).headers.get('location')));
  const rawQueryString = back.search.slice(1);
  const finished = await world.call(contract.finishDriveConsent, { session }, { params, rawQueryString });
  const start = new URL(String(finished.headers.location), origin);
  const opened = await world.call(contract.startDriveSession, { session }, { rawQueryString: start.search.slice(1) });
  const token = new URL(String(opened.headers.location), origin).searchParams.get('token');
  if (token === null) throw new Error(`${consent}: ${opened.headers.location}`);
  return token;
}

/** Adds a real video, ready to post. @returns its id */
export async function addClip(world: ApiWorld, session: string, filename: string): Promise<string> {
  const bytes = await readFile(clip);
  const added = bodyOf(
    await world.call(
      contract.addVideo,
      { session },
      { body: JSON.stringify({ filename, size_bytes: bytes.length, content_type: 'video/mp4' }) },
    ),
  );
  const [part] = added.upload.parts;
  const { 'content-length': _, ...headers } = part.headers;
  const put = await fetch(part.url, { method: 'PUT', body: bytes, headers });
  const parts = [{ part_number: 1, etag: put.headers.get('etag') }];
  const params = { videoId: added.id };
  const done = await world.call(contract.completeUpload, { session }, { params, body: JSON.stringify({ parts }) });
  if (done.statusCode !== 200) throw new Error(done.body);
  return added.id;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
export function bodyOf(answer: HttpAnswer): any {
  if (answer.statusCode >= 400) throw new Error(`${answer.statusCode} ${answer.body}`);
  return JSON.parse(answer.body);
}
