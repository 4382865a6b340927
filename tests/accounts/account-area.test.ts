import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contract } from '../../shared/contract/contract.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import { type ApiWorld, startApiWorld } from '../fuzz/support/api-world.ts';
import { createPerson, type Person } from '../fuzz/support/person.ts';

let world: ApiWorld;
let person: Person;
let email: string;
beforeAll(async () => {
  world = await startApiWorld();
  const isUp = async () => (await world.call(contract.logout, { session: 'nobody' })).statusCode < 500;
  while (!(await isUp()));
  person = await createPerson(world, 'ada');
  email = JSON.parse((await world.call(contract.me, { session: person.session })).body).user.email;
}, 60_000);
afterAll(() => world.close());

const mails = async () => (await world.scan()).map(({ mail }) => Object(mail)).filter(({ kind }) => kind);
const nextCursor = ({ headers }: HttpAnswer) => headers['x-next-cursor']?.toString();

describe('the proof of an address', () => {
  it('is asked for again, not more than three times at once', async () => {
    const send = async () => (await world.call(contract.sendVerification, { session: person.session })).statusCode;
    expect([await send(), await send()]).toEqual([202, 202]);
    expect((await mails()).filter((mail) => mail.kind === 'verify_email' && mail.email === email)).toHaveLength(3);
  });
});

describe('a forgotten password', () => {
  const ask = (address: string) =>
    world.call(contract.forgotPassword, {}, { body: JSON.stringify({ email: address }) });

  it('is answered alike for an address that nobody has, with as many rows', async () => {
    const count = async (address: string) => {
      const before = (await world.scan()).length;
      const { statusCode, body } = await ask(address);
      return { statusCode, body, rows: (await world.scan()).length - before };
    };
    const unknown = await count('nobody@example.org');
    // The throttle of the network's address has a row by now.
    expect(await count(email)).toEqual({ ...unknown, rows: unknown.rows - 1 });
    expect(unknown.statusCode).toBe(202);
    const asked = (await mails()).filter(({ kind }) => kind === 'reset_password');
    expect(asked.map((mail) => mail.asked.sourceIp)).toEqual([expect.any(String), expect.any(String)]);
    expect(asked.map((mail) => mail.email).sort()).toEqual([email, 'nobody@example.org'].sort());
  });

  it('sends three mails to an address at once, and no more than ten for somebody', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 12; round += 1) statuses.push((await ask('flood@example.org')).statusCode);
    expect((await mails()).filter((mail) => mail.email === 'flood@example.org')).toHaveLength(3);
    expect(statuses.slice(0, 6)).toEqual(Array(6).fill(202));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('the export', () => {
  it('has everything of its owner, no secret, and the file of a video', async () => {
    const items: Record<string, unknown>[] = [];
    let cursor: string | undefined;
    do {
      const rawQueryString = cursor === undefined ? '' : `cursor=${cursor}`;
      const answer = await world.call(contract.exportAccount, { session: person.session }, { rawQueryString });
      expect(answer.statusCode).toBe(200);
      items.push(...JSON.parse(answer.body).items);
      cursor = nextCursor(answer);
    } while (cursor !== undefined);
    const kinds = new Set(items.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['user', 'video', 'post', 'connection', 'token', 'audit']));
    expect(JSON.stringify(items)).not.toMatch(/"(tokens|secretHash|passwordHash|ciphertext|uploadId)"/);
    const video = items.find(({ kind }) => kind === 'video');
    const answer = await fetch(Object(video?.file).url);
    expect((await answer.arrayBuffer()).byteLength).toBe(Object(video?.data).sizeBytes);
  });

  it('takes no cursor of its own making to somebody else', async () => {
    const other = await createPerson(world, 'ben');
    const made = [
      [`OWNER#${other.userId}`, null],
      ['own', ''],
      ['', null],
      ['own', '\ud800'],
      ['\ud800', null],
    ];
    const cursors = made.map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'));
    for (const cursor of [...cursors, 'nonsense']) {
      const answer = await world.call(
        contract.exportAccount,
        { session: person.session },
        { rawQueryString: `cursor=${cursor}` },
      );
      expect(answer.statusCode).toBe(400);
    }
  });
});

describe('the log of security', () => {
  it('lists the newest first, page by page, and only to its owner', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const rawQueryString = `limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const answer = await world.call(contract.listAudit, { session: person.session }, { rawQueryString });
      seen.push(...JSON.parse(answer.body).events.map(({ what }: { what: string }) => what));
      cursor = nextCursor(answer);
    } while (cursor !== undefined);
    expect(seen.at(-1)).toBe('registered');
    expect(seen.filter((what) => what === 'connection_made')).toHaveLength(3);
    expect(seen).toContain('token_made');
  });
});
