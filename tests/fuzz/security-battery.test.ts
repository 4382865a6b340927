import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import { ErrorEnvelope, errorTable } from '../../shared/contract/errors.ts';
import { Scope } from '../../shared/contract/scopes.ts';
import { writeTokenSecret } from '../../shared/domain/tokens/token-secret.ts';
import { canonicalJson } from '../../shared/http/canonical-json.ts';
import { type ApiWorld, startApiWorld } from './support/api-world.ts';
import { type Case, type Cast, casesOf } from './support/battery-cases.ts';
import { bodyOf, createPerson, type Person } from './support/person.ts';

const dayMilliseconds = 24 * 3_600_000;
let world: ApiWorld;
let cast: Cast;
let rowsBefore: unknown[];
let calls = 0;

beforeAll(async () => {
  world = await startApiWorld();
  const owner = await createPerson(world, 'ada');
  const other = await createPerson(world, 'ben');
  cast = {
    owner,
    other,
    unknownSession: randomBytes(32).toString('base64url'),
    expiredSession: await world.signIn(owner.userId, Date.now() - 8 * dayMilliseconds),
    endedSession: await endedSession(owner),
    badBearers: {
      empty: '',
      malformed: 'hop_nonsense',
      unknown: writeTokenSecret(randomBytes(32)),
      revoked: await revokedToken(owner),
    },
    bearerWithout: Object.fromEntries(
      await Promise.all(Scope.options.map(async (scope) => [scope, await tokenWithout(owner, scope)])),
    ),
    fullBearer: owner.bearer,
  };
  // The first use of a token is noted; from here on nothing may change.
  for (const bearer of [owner.bearer, other.bearer, ...Object.values(cast.bearerWithout)]) {
    await world.call(contract.me, { bearer });
  }
  rowsBefore = await sortedRows();
}, 60_000);
afterAll(async () => {
  process.stdout.write(`Security battery: ${allRoutes.length} routes, ${calls} refused calls\n`);
  await world.close();
});

async function makeToken({ session }: Person, scopes: readonly Scope[]): Promise<{ id: string; token: string }> {
  const body = JSON.stringify({ name: 'battery', scopes });
  return bodyOf(await world.call(contract.createToken, { session }, { body }));
}
const tokenWithout = async (person: Person, scope: Scope) =>
  (
    await makeToken(
      person,
      Scope.options.filter((one) => one !== scope),
    )
  ).token;

async function revokedToken(person: Person): Promise<string> {
  const { id, token } = await makeToken(person, ['videos:read']);
  const { session } = person;
  await world.call(contract.deleteToken, { session }, { params: { tokenId: id } });
  return token;
}

async function endedSession({ userId }: Person): Promise<string> {
  const session = await world.signIn(userId);
  expect((await world.call(contract.logout, { session })).statusCode).toBe(200);
  return session;
}

async function sortedRows(): Promise<unknown[]> {
  return (await world.scan()).map(canonicalJson).sort();
}

/** What is wrong with the refusal of a case; undefined when it is as specified. */
async function judge(route: (typeof allRoutes)[number], { name, shown, call, code, path }: Case) {
  calls += 1;
  const answer = await world.call(route, shown, call);
  const envelope = ErrorEnvelope.strict().safeParse(answer.body === '' ? {} : JSON.parse(answer.body));
  const error = envelope.data?.error;
  const fields = error?.details?.map((detail) => detail.path) ?? [];
  const names = path === undefined || fields.some((field) => field === path || field.startsWith(`${path}.`));
  const isRight = answer.statusCode === errorTable[code].status && error?.code === code && names;
  const hasChallenge = answer.statusCode !== 401 || answer.headers['www-authenticate']?.startsWith('Bearer');
  if (isRight && hasChallenge && !answer.cookies) return undefined;
  return { name, wanted: code, path, got: answer.statusCode, body: answer.body.slice(0, 300) };
}

describe.each(allRoutes.map((route): [string, (typeof allRoutes)[number]] => [route.id, route]))('%s', (_, route) => {
  it('refuses whatever it must', async () => {
    const wrong = [];
    for (const item of casesOf(route, cast)) {
      const problem = await judge(route, item);
      if (problem) wrong.push(problem);
    }
    expect(wrong).toEqual([]);
  });

  it('has no other methods than the contract gives its path', async () => {
    const declared: string[] = allRoutes.filter(({ path }) => path === route.path).map(({ method }) => method);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']) {
      if (declared.includes(method)) continue;
      calls += 1;
      const answer = await world.callDefault(method, route.path.replaceAll(/[{}]/g, ''));
      expect({ method, status: answer.statusCode, allow: answer.headers.allow }).toEqual({
        method,
        status: 405,
        allow: expect.stringContaining(declared[0] ?? ''),
      });
    }
  });
});

it('changed nothing', async () => {
  expect(await sortedRows()).toEqual(rowsBefore);
});
