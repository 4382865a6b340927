import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contract } from '../../shared/contract/contract.ts';
import { Scope } from '../../shared/contract/scopes.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import type { ApiWorld } from '../fuzz/support/api-world.ts';
import { bodyOf } from '../fuzz/support/person.ts';
import { origin } from '../fuzz/support/start-cloud.ts';
import {
  type Browser,
  begin,
  comeBack,
  consent,
  grantsKept,
  newBrowser,
  newUser,
  startAttackedWorld,
  type Way,
  ways,
} from './support/consents.ts';

let world: ApiWorld;
let anna: Browser;
let mallory: Browser;
beforeAll(async () => {
  world = await startAttackedWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  [anna, mallory] = [await newBrowser(world), await newBrowser(world)];
});

const refused = /^\/\?(?:connect|drive)_error=\w+$/;
const done = /^\/\?connected=\w+$|^\/session\/start\?code=/;
const at = async (way: Way, who: Partial<Browser>, back: URL) =>
  (await comeBack(world, way, who, back)).headers.location ?? '';
/** The way back with something else in it. */
const withQuery = (back: URL, change: Record<string, string | undefined>) => {
  const changed = new URL(back);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
  }
  return changed;
};
const raw = (search: string) => new URL(`${origin}/?${search}`);

/** The way back from a consent that was given. */
const backOf = async (way: Way, who: Pick<Browser, 'session'>, simulated: Record<string, string> = {}) =>
  consent(await begin(world, way, who), simulated);

/** What must not connect anything for anybody. */
async function expectNothing(location: string): Promise<void> {
  expect(location).toMatch(refused);
  expect([await grantsKept(world, anna.userId), await grantsKept(world, mallory.userId)]).toEqual([0, 0]);
}

describe.each(ways.map((way) => [way.name, way] as const))('%s', (_, way) => {
  const wayBack = (who: Pick<Browser, 'session'>, simulated: Record<string, string> = {}) =>
    backOf(way, who, simulated);

  it('works when nobody attacks', async () => {
    expect(await at(way, anna, await wayBack(anna))).toMatch(done);
    expect(await grantsKept(world, anna.userId)).toBe(1);
  });

  it('takes an answer once, however often it comes', async () => {
    const back = await wayBack(anna);
    const places = await Promise.all(Array.from({ length: 8 }, () => at(way, anna, back)));
    expect(places.filter((place) => done.test(place))).toHaveLength(1);
    expect(await at(way, anna, back)).toMatch(refused);
    expect(await grantsKept(world, anna.userId)).toBe(1);
  });

  it('takes a code once, under whatever state it comes', async () => {
    const back = await wayBack(anna);
    await at(way, anna, back);
    const state = (await begin(world, way, anna)).searchParams.get('state') ?? '';
    expect(await at(way, anna, withQuery(back, { state }))).toMatch(refused);
  });

  it('does not connect the attacker’s account for the victim who is led to the way back', async () => {
    await expectNothing(await at(way, anna, await wayBack(mallory)));
  });

  it('does not give the victim’s account to the attacker who got hold of the way back', async () => {
    await expectNothing(await at(way, mallory, await wayBack(anna)));
  });

  it('does not connect for a browser where nobody is signed in', async () => {
    await expectNothing(await at(way, {}, await wayBack(anna)));
  });

  it('does not connect in a session that came after it was begun', async () => {
    const user = await newUser(world);
    const back = await wayBack(user);
    await expectNothing(await at(way, await user.logIn(), back));
    expect(await grantsKept(world, user.userId)).toBe(0);
  });

  it('does not connect in another session of the same user', async () => {
    const session = await world.signIn(anna.userId);
    await expectNothing(await at(way, { session }, await wayBack(anna)));
  });

  it('does not connect after signing out', async () => {
    const back = await wayBack(anna);
    await world.call(contract.logout, { session: anna.session });
    await expectNothing(await at(way, anna, back));
  });

  it('is burnt by a try from another browser', async () => {
    const back = await wayBack(anna);
    await at(way, mallory, back);
    await expectNothing(await at(way, anna, back));
  });

  it.each([
    ['made up', 'A'.repeat(43)],
    ['another letter', undefined],
    ['empty', ''],
    ['half of it', undefined],
    ['a path', '../../OAUTH-STATE'],
    ['endless', 'A'.repeat(9000)],
    ['a zero byte', '\u0000'],
    ['a line end', 'a\r\nset-cookie: x=y'],
  ])('does not know a state that is %s', async (name, given) => {
    const back = await wayBack(anna);
    const state = back.searchParams.get('state') ?? '';
    const other = state.startsWith('A') ? 'B' : 'A';
    const changed = { 'another letter': `${other}${state.slice(1)}`, 'half of it': state.slice(0, 21) }[name];
    await expectNothing(await at(way, anna, withQuery(back, { state: given ?? changed })));
  });

  it.each(['state', 'code'])('does not choose between two of %s', async (name) => {
    const back = await wayBack(anna);
    back.searchParams.append(name, 'another');
    await expectNothing(await at(way, anna, back));
  });

  it('takes a refusal for a refusal, even when a code stands beside it', async () => {
    const back = withQuery(await wayBack(anna), { error: 'access_denied' });
    const place = await at(way, anna, back);
    await expectNothing(place);
    expect(place).toContain('access_denied');
  });

  it('connects nothing without the rights that it needs', async () => {
    const page = await begin(world, way, anna);
    const scopes = page.searchParams.get('scope')?.split(/[ ,]/) ?? [];
    const places: string[] = [];
    // Every single one that a person may take away, and all but one.
    for (const kept of [
      ...scopes.map((one) => [one]),
      ...scopes.map((one) => scopes.filter((other) => other !== one)),
    ]) {
      const browser = await newBrowser(world);
      const place = await at(way, browser, await wayBack(browser, { sim_scopes: kept.join(way.separator) }));
      places.push(place);
      expect(await grantsKept(world, browser.userId)).toBe(done.test(place) ? 1 : 0);
    }
    // A Drive is one right: without it Google says itself that nothing was allowed.
    expect(places).toContainEqual(expect.stringMatching(scopes.length > 1 ? 'missing_scope' : 'access_denied'));
  });

  it('asks no page but the platform’s to come back, and nowhere but here', async () => {
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const page = await begin(world, way, anna, { headers: { ...evil, referer: 'https://evil.example/' } });
    const names = ['redirect_uri', 'state', 'response_type'].map((name) => page.searchParams.getAll(name));
    expect(names).toEqual([[expect.stringMatching(`^${origin}/`)], [expect.stringMatching(/^[\w-]{43}$/)], ['code']]);
    expect(new URL(names[0]?.[0] ?? '').pathname).toMatch(/\/callback$/);
  });

  it('leads back to its own page alone, whatever the address asks for', async () => {
    const elsewhere = Object.fromEntries(
      ['next', 'return_to', 'redirect', 'redirect_uri', 'continue', 'url', 'RelayState', 'location'].map((name) => [
        name,
        'https://evil.example/',
      ]),
    );
    const back = withQuery(await wayBack(anna), elsewhere);
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const answer = await comeBack(world, way, anna, back, { headers: evil });
    expect(answer.headers.location).toMatch(done);
    expect(JSON.stringify(answer)).not.toContain('evil');
  });

  it.each([
    'error=%3Cscript%3Ealert(1)%3C/script%3E',
    'error=x%0d%0aset-cookie:%20a=b',
    'error=access_denied&error_description=%3Cimg%20src=x%3E&error_uri=https://evil.example',
    'code=x%0d%0alocation:%20https://evil.example&state=x',
  ])('repeats nothing of ?%s', async (search) => {
    const answer = await comeBack(world, way, anna, raw(search));
    expect(answer.headers.location).toMatch(refused);
    expect(JSON.stringify(answer)).not.toMatch(/script|set-cookie|evil|<img/i);
  });

  it('leaves code and state in no cache and no Referer', async () => {
    const { headers } = await comeBack(world, way, anna, await wayBack(anna));
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers.location).not.toMatch(/state=/);
  });

  it('is nothing for programs: neither its beginning nor its end', async () => {
    const order = JSON.stringify({ name: 'all', scopes: Scope.options });
    const { token } = bodyOf(await world.call(contract.createToken, anna, { body: order }));
    const started = await world.call(way.start, { bearer: token }, { params: way.params });
    const finished = await comeBack(world, way, { bearer: token } as never, await wayBack(anna));
    for (const answer of [started, finished]) expect(answer.statusCode).toBe(403);
    expect(await grantsKept(world, anna.userId)).toBe(0);
  });

  it.each(ways.filter((other) => other !== way).map((other) => [other.name, other] as const))(
    'does not take an answer that is meant for %s',
    async (_other, other) => {
      const back = await consent(await begin(world, other, anna));
      const place = await at(way, anna, back);
      await expectNothing(place);
      // Before the platform is asked, which would refuse the code at another address.
      expect(place).toContain('invalid_state');
      // And it is burnt there as well.
      await expectNothing(await at(other, anna, back));
    },
  );
});

describe.each(ways.filter((way) => way.pkce).map((way) => [way.name, way] as const))(
  '%s, which takes PKCE',
  (_, way) => {
    it('does not take a code that was given to another consent, of whomever', async () => {
      const theirs = await backOf(way, anna);
      const own = await begin(world, way, mallory);
      const code = theirs.searchParams.get('code') ?? '';
      const injected = withQuery(theirs, { code, state: own.searchParams.get('state') ?? '' });
      await expectNothing(await at(way, mallory, injected));
    });

    it('proves by S256 and never twice by the same', async () => {
      const pages = [await begin(world, way, anna), await begin(world, way, anna)];
      expect(pages.map((page) => page.searchParams.get('code_challenge_method'))).toEqual(['S256', 'S256']);
      expect(new Set(pages.map((page) => page.searchParams.get('code_challenge'))).size).toBe(2);
    });

    it('does not connect for whom somebody has written into the row of a state', async () => {
      const back = await backOf(way, mallory);
      const { sessions } = bodyOf(await world.call(contract.listSessions, anna));
      const pk = `OAUTH-STATE#${hashOfSecret(back.searchParams.get('state') ?? '')}`;
      await world.table.client.send(
        new UpdateCommand({
          TableName: world.table.name,
          Key: { pk, sk: 'OAUTH-STATE' },
          ConditionExpression: 'attribute_exists(pk)',
          UpdateExpression: 'SET userId = :user, sessionId = :session',
          ExpressionAttributeValues: { ':user': anna.userId, ':session': sessions[0].id },
        }),
      );
      await expectNothing(await at(way, anna, back));
    });
  },
);

it.each([
  ['source', 'youtube.readonly'],
  ['destination', 'youtube.readonly'],
  ['destination', 'drive.readonly'],
])('a Drive as %s is not opened by the right to %s, written into the address of the consent', async (kind, right) => {
  const way = ways.find(({ params }) => params.consent === kind);
  if (!way) throw new Error(kind);
  const page = await begin(world, way, anna);
  page.searchParams.set('scope', `https://www.googleapis.com/auth/${right}`);
  expect(await at(way, anna, await consent(page))).toBe('/?drive_error=missing_scope');
  expect(await grantsKept(world, anna.userId)).toBe(0);
});

describe('a start that asks for more', () => {
  it.each(['redirect_uri=https://evil.example/', 'next=https://evil.example', 'scope=everything', 'state=fixed'])(
    'is refused or not heard: ?%s',
    async (rawQueryString) => {
      const params = { platform: 'youtube' };
      const started = await world.call(contract.startConnection, anna, { params, rawQueryString });
      expect(started.statusCode).toBe(400);
      const drive = await world.call(contract.startDriveConsent, anna, {
        params: { consent: 'source' },
        rawQueryString,
      });
      expect(drive.headers.location ?? '').not.toMatch(/evil|fixed|everything/);
    },
  );
});
