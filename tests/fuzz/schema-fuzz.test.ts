import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import { ErrorEnvelope } from '../../shared/contract/errors.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import fc from '../support/fast-check.ts';
import { type ApiWorld, type Shown, startApiWorld } from './support/api-world.ts';
import { addClip, bodyOf, connect, createPerson, openDrive, type Person } from './support/person.ts';
import { type GeneratedRequest, type KnownIds, requestsOf, unknownField } from './support/requests.ts';

/** `FUZZ_RUNS=20000` is the long form. */
const runs = Number(process.env.FUZZ_RUNS ?? 1_500);
const longestMinutes = 60;
const enoughVideos = 20;

let world: ApiWorld;
let person: Person;
let session: string;
/** Things come and go while requests are made; these are refreshed now and then. */
let ids: KnownIds = {};
/** Whoever registers or logs in waits for a slow hash, so these come more rarely. */
const mixed = [
  ...allRoutes,
  ...allRoutes.filter(({ access }) => access === 'session').flatMap((route) => [route, route]),
];
const answers = new Map<string, number>();

beforeAll(async () => {
  world = await startApiWorld();
  person = await createPerson(world, 'ada');
  session = await world.signIn(person.userId);
  await refreshIds();
}, 60_000);
afterAll(async () => {
  const list = [...answers].sort().map(([kind, count]) => `${count} × ${kind}`);
  process.stdout.write(`Schema fuzz: ${runs} requests: ${list.join(', ')}\n`);
  await world.close();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
const read = async (route: RouteSpec): Promise<any> => bodyOf(await world.call(route, { session }));

/** Learns what there is now, and makes new what other requests have taken away. */
async function refreshIds(): Promise<void> {
  let connections: { id: string; platform: string }[] = await read(contract.listConnections);
  for (const platform of platformNames) {
    if (!connections.some((one) => one.platform === platform)) await connect(world, session, platform, 'ada');
    const body = '{"enabled":true}';
    await world.call(contract.toggleDestination, { session }, { params: { platform }, body });
  }
  connections = await read(contract.listConnections);
  let videos: { id: string; posts: { id: string }[] }[] = await read(contract.listVideos);
  if (videos.length < enoughVideos) await addClip(world, session, `${randomUUID()}.mp4`);
  videos = await read(contract.listVideos);
  const { sessions } = await read(contract.listSessions);
  const { tokens } = await read(contract.listTokens);
  const transfers: { id: string }[] = await read(contract.listTransfers);
  const source = await openDrive(world, session, 'source', 'ada');
  const destination = await openDrive(world, session, 'destination', 'ben');
  const idOf = ({ id }: { id: string }) => id;
  ids = {
    videoId: videos.map(idOf),
    postId: videos.flatMap(({ posts }) => posts.map(idOf)),
    connectionId: connections.map(idOf),
    sessionId: sessions.map(idOf),
    tokenId: tokens.map(idOf).filter((id: string) => id !== person.ids.tokenId),
    transferId: transfers.map(idOf),
    token: [source, destination],
    source_token: [source],
    dest_token: [destination],
    kind: ['youtube.thumbnail', 'instagram.cover', 'youtube.captions.en'],
  };
}

function shownBy({ route, byToken }: GeneratedRequest): Shown {
  if (route.access === 'public') return {};
  return byToken && route.area !== 'auth' ? { bearer: person.bearer } : { session };
}

function check(request: GeneratedRequest, answer: HttpAnswer): void {
  const kind = `${Math.floor(answer.statusCode / 100)}xx`;
  answers.set(kind, (answers.get(kind) ?? 0) + 1);
  if (answer.statusCode >= 400) ErrorEnvelope.strict().parse(JSON.parse(answer.body));
  expect({ route: request.route.id, isOurFault: answer.statusCode >= 500, body: answer.body }).toMatchObject({
    isOurFault: false,
  });
}

it(
  'no generated request is our fault, and none leaves a field that nobody declared',
  async () => {
    let made = 0;
    // Built for every request: what exists now is what the next one may mean.
    const anyRequest = fc.nat().chain((at) => {
      const route = mixed[at % mixed.length] ?? contract.health;
      return requestsOf(route, ids);
    });
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        made += 1;
        const { route, params, rawQueryString, body, headers } = request;
        const answer = await world.call(route, shownBy(request), { params, rawQueryString, body, headers });
        check(request, answer);
        // Some requests end the session that they come with, as they should.
        const mayHaveEnded = route.area === 'auth' && route.method !== 'GET';
        if (answer.statusCode === 401 || mayHaveEnded) session = await world.signIn(person.userId);
        if (made % 100 === 0) await refreshIds();
      }),
      { numRuns: runs, endOnFailure: true },
    );
    const rows = await world.scan();
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => JSON.stringify(keysOf(row)).includes(unknownField))).toEqual([]);
  },
  longestMinutes * 60_000,
);

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...keysOf(item)]);
}
