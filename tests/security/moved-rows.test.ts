import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contract } from '../../shared/contract/contract.ts';
import type { ApiWorld } from '../fuzz/support/api-world.ts';
import { bodyOf, connect, openDrive } from '../fuzz/support/person.ts';
import { type Browser, newBrowser, startAttackedWorld } from './support/consents.ts';

/**
 * Somebody can write rows: a mistake of ours, a stolen right. Whoever has only that must not act at platforms in the name of
 * others, because tokens open in their own row alone.
 */
let world: ApiWorld;
let anna: Browser;
let mallory: Browser;
let drive: { readonly anna: string; readonly mallory: string };
beforeAll(async () => {
  world = await startAttackedWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  [anna, mallory] = [await newBrowser(world), await newBrowser(world)];
  await connect(world, anna.session, 'youtube', 'ada');
  await connect(world, mallory.session, 'youtube', 'ben');
  await connect(world, mallory.session, 'tiktok', 'ben');
  drive = {
    anna: await openDrive(world, anna.session, 'source', 'ada'),
    mallory: await openDrive(world, mallory.session, 'source', 'ben'),
  };
}, 30_000);

type Row = Record<string, unknown>;
const kinds = { channel: 'CONNECTION#', drive: 'DRIVE-ACCOUNT#' } as const;

async function rowOf({ userId }: Browser, kind: keyof typeof kinds, platform?: string): Promise<Row> {
  const rows = await world.scan();
  const found = rows.find(
    (row) =>
      row.pk === `OWNER#${userId}` &&
      String(row.sk).startsWith(kinds[kind]) &&
      (platform === undefined || row.platform === platform),
  );
  if (!found) throw new Error(`No row of ${kind}.`);
  return found;
}
const put = (Item: Row) => world.table.client.send(new PutCommand({ TableName: world.table.name, Item }));

/** What the platform says about the account behind each connection of a user. */
async function refreshAll(who: Browser): Promise<{ status: number; text: string }[]> {
  const connections: { id: string }[] = bodyOf(await world.call(contract.listConnections, who));
  return Promise.all(
    connections.map(async ({ id }) => {
      const answer = await world.call(contract.refreshConnection, who, { params: { connectionId: id } });
      return { status: answer.statusCode, text: answer.body };
    }),
  );
}
const lookAround = (who: Browser, token: string) =>
  world.call(contract.getDriveAccount, who, { rawQueryString: new URLSearchParams({ token }).toString() });

it('as long as nobody moves anything, everybody sees the own accounts', async () => {
  expect((await refreshAll(mallory)).map(({ status }) => status)).toEqual([200, 200]);
  expect(bodyOf(await lookAround(mallory, drive.mallory)).email).toMatch(/^ben/);
  expect(bodyOf(await lookAround(anna, drive.anna)).email).toMatch(/^ada/);
});

describe('tokens of another user', () => {
  it.each([
    ['a channel', 'channel', 'channel'],
    ['a Drive', 'drive', 'drive'],
    ['a Drive, for a channel', 'drive', 'channel'],
    ['a channel, for a Drive', 'channel', 'drive'],
  ] as const)('that were copied from the row of %s do not open', async (_, from, to) => {
    const { tokens } = await rowOf(anna, from);
    const own = await rowOf(mallory, to, to === 'channel' ? 'youtube' : undefined);
    await put({ ...own, tokens, tokenVersion: Number(own.tokenVersion) + 1 });
    if (to === 'drive') expect((await lookAround(mallory, drive.mallory)).statusCode).toBeGreaterThanOrEqual(400);
    else expect((await refreshAll(mallory)).filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each([
    ['a channel', 'channel'],
    ['a Drive', 'drive'],
  ] as const)(
    'do not come with the whole row of %s, as it is or with another owner written into it',
    async (_, kind) => {
      const theirs = await rowOf(anna, kind);
      const own = await rowOf(mallory, kind);
      const id = { sk: theirs.sk, connectionId: theirs.connectionId };
      const moves = [
        { ...theirs, pk: own.pk },
        { ...theirs, pk: own.pk, ownerId: mallory.userId },
        { ...theirs, pk: own.pk, ownerId: mallory.userId, sk: own.sk, connectionId: own.connectionId },
        { ...theirs, pk: own.pk, sk: own.sk },
        { ...own, ...id, tokens: theirs.tokens },
      ];
      for (const moved of moves) {
        await put(moved);
        const seen = [
          ...(await refreshAll(mallory)).filter(({ status }) => status === 200).map(({ text }) => text),
          (await lookAround(mallory, drive.mallory)).body,
        ];
        expect(JSON.stringify(seen)).not.toMatch(/ada/i);
        await put(own);
      }
    },
  );
});

describe('tokens of another account of the same user', () => {
  it('do not open either', async () => {
    const [youtube, tiktok] = [await rowOf(mallory, 'channel', 'youtube'), await rowOf(mallory, 'channel', 'tiktok')];
    await put({ ...youtube, tokens: tiktok.tokens, tokenVersion: Number(youtube.tokenVersion) + 1 });
    const statuses = (await refreshAll(mallory)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('that were put together from two sealings do not open', async () => {
    const [youtube, tiktok] = [await rowOf(mallory, 'channel', 'youtube'), await rowOf(mallory, 'channel', 'tiktok')];
    const tokens = { ...Object(youtube.tokens), wrappedKey: Object(tiktok.tokens).wrappedKey };
    await put({ ...youtube, tokens, tokenVersion: Number(youtube.tokenVersion) + 1 });
    expect((await refreshAll(mallory)).filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
