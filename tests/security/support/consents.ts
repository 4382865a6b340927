import { randomUUID } from 'node:crypto';
import { contract } from '../../../shared/contract/contract.ts';
import type { RouteSpec } from '../../../shared/contract/route.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';
import { type ApiWorld, type Call, type Shown, startApiWorld } from '../../fuzz/support/api-world.ts';
import { bodyOf } from '../../fuzz/support/person.ts';
import { origin } from '../../fuzz/support/start-cloud.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** A way in that is opened by a consent: a platform to post to, or a Drive. */
export interface Way {
  readonly name: string;
  readonly start: RouteSpec;
  readonly finish: RouteSpec;
  readonly params: Record<string, string>;
  /** Whether the platform takes part in PKCE. */
  readonly pkce: boolean;
  /** Between the names of scopes. */
  readonly separator: string;
}

const platform = (name: string, pkce: boolean): Way => ({
  name,
  start: contract.startConnection,
  finish: contract.finishConnection,
  params: { platform: name },
  pkce,
  separator: name === 'youtube' ? ' ' : ',',
});
const drive = (consent: string): Way => ({
  name: `Drive as ${consent}`,
  start: contract.startDriveConsent,
  finish: contract.finishDriveConsent,
  params: { consent },
  pkce: true,
  separator: ' ',
});

export const ways = [
  platform('youtube', true),
  platform('tiktok', true),
  // Instagram has no PKCE. Its codes are bound to the app’s secret and to the address alone.
  platform('instagram', false),
  drive('source'),
  drive('destination'),
];

/** The functions and what they work with, which they connect to when they are first called. */
export async function startAttackedWorld(): Promise<ApiWorld> {
  const world = await startApiWorld();
  await waitUntil(() =>
    newBrowser(world).then(
      () => true,
      () => false,
    ),
  );
  return world;
}

/** Somebody new at a browser, without a password: registering that many would be slowed down. */
export async function newBrowser(world: ApiWorld) {
  const userId = randomUUID();
  return { userId, session: await world.signIn(userId) };
}
export type Browser = Awaited<ReturnType<typeof newBrowser>>;

const password = 'kQ7#wZ1! and more';

/** A registered user, and how to log in once more in the same browser. */
export async function newUser(world: ApiWorld) {
  const body = JSON.stringify({ email: `${randomUUID()}@example.org`, password });
  const answer = await world.call(contract.register, {}, { body });
  const session = sessionOf(answer);
  return {
    userId: String(bodyOf(answer).user.id),
    session,
    logIn: async () => ({ session: sessionOf(await world.call(contract.login, { session }, { body })) }),
  };
}

function sessionOf(answer: HttpAnswer): string {
  return answer.cookies?.[0]?.split(';')[0]?.split('=')[1] ?? '';
}

/** The address of the consent page. */
export async function begin(world: ApiWorld, way: Way, shown: Shown, call: Call = {}): Promise<URL> {
  const answer = await world.call(way.start, shown, { params: way.params, ...call });
  return new URL(way.start === contract.startConnection ? bodyOf(answer).url : answer.headers.location);
}

/** Goes through the simulated consent. @returns the address that the browser is sent back to */
export async function consent(page: URL, simulated: Record<string, string> = {}): Promise<URL> {
  const address = new URL(page);
  for (const [name, value] of Object.entries({ sim_account: 'ada', ...simulated }))
    address.searchParams.set(name, value);
  for (let next = address, hops = 0; hops < 5; hops += 1) {
    const location = (await fetch(next, { redirect: 'manual' })).headers.get('location');
    if (location === null) throw new Error(`No way back from ${next.href}`);
    next = new URL(location, next);
    if (next.origin === origin) return next;
  }
  throw new Error('The consent leads in circles.');
}

/** Opens the address that the platform sends back to. @returns where the page is */
export async function comeBack(
  world: ApiWorld,
  way: Way,
  shown: Shown,
  back: URL,
  call: Call = {},
): Promise<HttpAnswer> {
  return world.call(way.finish, shown, { params: way.params, rawQueryString: back.search.slice(1), ...call });
}

/** Accounts and Drives whose tokens are kept, of whatever user; or of one. */
export async function grantsKept(world: ApiWorld, userId = ''): Promise<number> {
  const rows = await world.scan();
  const isGrant = ({ pk, sk }: Record<string, unknown>) =>
    String(pk).endsWith(userId) && /^(?:CONNECTION|DRIVE-ACCOUNT)#/.test(String(sk));
  return rows.filter(isGrant).length;
}
