import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stack, startStack } from '../support/stack.ts';
import type { DriveHands } from '../transfers/support/drive-hands.ts';
import { type DriveUser, openDrives, registerDriveUser } from './drive-user.ts';

/** What a client of the original CloudMover relies on, asked as such a client asks: plain HTTP and JSON. */
const folderType = 'application/vnd.google-apps.folder';
let stack: Stack;
let user: DriveUser;
let stranger: DriveUser;
let ada: DriveHands;
let source: string;
let destination: string;
const ids = { top: '', deep: '', deeper: '', report: '', quoted: '' };

beforeAll(async () => {
  stack = await startStack();
  [user, stranger] = await Promise.all([registerDriveUser(stack.url), registerDriveUser(stack.url)]);
  const drives = await openDrives(stack);
  ada = await drives.hands('ada');
  const folder = (name: string, parent = 'root') => ada.make({ name, mimeType: folderType, parents: [parent] });
  ids.top = await folder('Journey');
  ids.deep = await folder('Deep', ids.top);
  ids.deeper = await folder('Deeper', ids.deep);
  const text = (name: string, parent: string, bytes = 1536) =>
    ada.make({ name, mimeType: 'text/plain', parents: [parent] }, Buffer.alloc(bytes, 65));
  ids.report = await text('Report 1.txt', ids.top);
  await text('Report 2.txt', ids.deep);
  ids.quoted = await text("It's \\ odd.txt", ids.deeper);
  for (let index = 0; index < 12; index += 1) await text(`Many ${index}`, ids.deeper, 1);
  source = await user.openSession('source', { account: 'ada' });
  destination = await user.openSession('destination', { account: 'ben' });
}, 90_000);
afterAll(() => stack.stop(), 30_000);

const get = (path: string, parameters: Record<string, string>, who = user) =>
  who.ask('GET', `${path}?${new URLSearchParams(parameters)}`);
const namesOf = ({ body }: { body: { files: { name: string }[] } }) => body.files.map(({ name }) => name).sort();

describe('sessions', () => {
  it.each([
    ['source', 'source'],
    ['destination', 'destination'],
    ['google', 'general'],
  ] as const)('/auth/%s ends at the page with type %s and an opaque token', async (consent, type) => {
    const end = new URL(await user.consent(consent, { account: 'cleo' }), stack.url);
    expect([end.pathname, end.searchParams.get('type')]).toEqual(['/', type]);
    expect(end.searchParams.get('token')).toMatch(/^[\w-]{43,}$/);
    const token = end.searchParams.get('token') ?? '';
    expect((await get('/session/validate', { token })).body).toEqual({ valid: true });
    await user.ask('DELETE', `/session/logout?${new URLSearchParams({ token })}`);
  });

  it('are for signed-in users', async () => {
    const start = await fetch(`${stack.url}/auth/source`, { redirect: 'manual' });
    expect(start.status).toBe(302);
    expect(start.headers.get('location')).toMatch(/^\/\?drive_error=not_signed_in/);
    expect((await fetch(`${stack.url}/session/active`)).status).toBe(401);
  });

  it('are not made when the user says no', async () => {
    expect(await user.consent('source', { account: 'ada', decision: 'deny' })).toMatch(/drive_error=access_denied/);
  });

  it('cannot be begun with the state of another browser', async () => {
    const start = await user.fetch(`${stack.url}/auth/source`);
    const back = (await user.fetch(start.headers.get('location') ?? '')).headers.get('location') ?? '';
    const hijacked = await stranger.fetch(back);
    expect(hijacked.headers.get('location')).toMatch(/drive_error=(session_changed|invalid_state)/);
    expect((await get('/session/active', {}, stranger)).body.sessions).toEqual([]);
  });

  it('say whether they are valid, to their owner alone', async () => {
    expect((await get('/session/validate', { token: source })).body).toEqual({ valid: true });
    expect((await get('/session/validate', { token: source }, stranger)).body).toEqual({ valid: false });
    expect((await get('/session/validate', { token: 'nonsense' })).body).toEqual({ valid: false });
  });

  it('are listed without tokens, and only one’s own', async () => {
    const { body } = await get('/session/active', {});
    expect(body.sessions.map(({ kind, account }: Record<string, string>) => [kind, account]).sort()).toEqual([
      ['destination', 'ben@example.com'],
      ['source', 'ada@example.com'],
    ]);
    expect(JSON.stringify(body)).not.toContain(source);
    expect((await get('/session/active', {}, stranger)).body.sessions).toEqual([]);
  });

  it.each(['DELETE', 'POST'])('end by %s /session/logout', async (method) => {
    const token = await user.openSession('source', { account: 'ada' });
    const ended =
      method === 'DELETE'
        ? await user.ask('DELETE', `/session/logout?token=${token}`)
        : await user.ask('POST', '/session/logout', { token });
    expect(ended.status).toBe(200);
    expect((await get('/session/validate', { token })).body).toEqual({ valid: false });
    expect((await get('/list-files', { token })).status).toBe(401);
  });

  it('cannot be ended by another user', async () => {
    await stranger.ask('DELETE', `/session/logout?token=${source}`);
    expect((await get('/session/validate', { token: source })).body).toEqual({ valid: true });
  });
});

describe('browsing', () => {
  it('GET /list-files pages to the end', async () => {
    const seen: string[] = [];
    let page = await get('/list-files', { token: source, page_size: '5', search: 'Many' });
    for (let pages = 0; pages < 20; pages += 1) {
      expect(page.status).toBe(200);
      seen.push(...page.body.files.map(({ name }: { name: string }) => name));
      expect(page.body.hasMorePages).toBe(page.body.nextPageToken !== null);
      if (!page.body.hasMorePages) break;
      page = await get('/list-files', {
        token: source,
        page_size: '5',
        search: 'Many',
        page_token: page.body.nextPageToken,
      });
    }
    expect(seen.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => `Many ${index}`).toSorted());
  });

  it('tells sizes as people write them', async () => {
    const { body } = await get('/list-files', { token: source, search: 'Report 1' });
    expect(body.files[0]).toMatchObject({ id: ids.report, size: 1536, sizeFormatted: '1.5 KB' });
  });

  it.each(["It's \\ odd", "' or trashed = true or name = '", "x') or ('"])(
    'searches for %j as text',
    async (search) => {
      const found = await get('/list-files', { token: source, search });
      expect(found.status).toBe(200);
      expect(namesOf(found)).toEqual(search.startsWith('It') ? ["It's \\ odd.txt"] : []);
    },
  );

  it('GET /list-folders', async () => {
    const { body } = await get('/list-folders', { token: source, page_size: '1000', search: 'Deep' });
    expect(body.folders.map(({ name }: { name: string }) => name).sort()).toEqual(['Deep', 'Deeper']);
  });

  it('GET /list-files-advanced filters and orders', async () => {
    const found = await get('/list-files-advanced', {
      token: source,
      folder_id: ids.top,
      mime_type: 'text/plain',
      order_by: 'name desc',
    });
    expect(found.body.files.map(({ name }: { name: string }) => name)).toEqual(['Report 1.txt']);
    const odd = await get('/list-files-advanced', { token: source, order_by: "name'; drop" });
    expect(odd.status).toBe(400);
  });

  it('GET /list-folder-contents, and everything below', async () => {
    const flat = await get('/list-folder-contents', { token: source, folder_id: ids.top });
    expect(namesOf(flat)).toEqual(['Deep', 'Report 1.txt']);
    const below = (max_depth: string) =>
      get('/list-folder-contents-recursive', { token: source, folder_id: ids.top, max_depth });
    expect(namesOf(await below('2'))).toEqual(['Deep', 'Deeper', 'Report 1.txt', 'Report 2.txt']);
    expect((await below('3')).body.files).toHaveLength(17);
    expect((await below('11')).status).toBe(400);
  });

  it('GET /get-folder-path', async () => {
    const { body } = await get('/get-folder-path', { token: source, folder_id: ids.deeper });
    expect(body.path.map(({ name }: { name: string }) => name)).toEqual(['My Drive', 'Journey', 'Deep', 'Deeper']);
  });

  it('refuses what it cannot do with real status codes', async () => {
    const statuses = [];
    const wrong: [string, Record<string, string>][] = [
      ['/list-files', { token: 'nonsense' }],
      ['/list-files', {}],
      ['/list-files', { token: source, page_size: '0' }],
      ['/list-files', { token: source, page_size: '1001' }],
      ['/list-folder-contents', { token: source, folder_id: 'nowhere' }],
    ];
    for (const [path, parameters] of wrong) statuses.push((await get(path, parameters)).status);
    expect(statuses).toEqual([401, 400, 400, 400, 404]);
    const foreign = await get('/list-files', { token: source }, stranger);
    expect([foreign.status, foreign.body.error.code]).toEqual([401, 'invalid_drive_token']);
  });
});

describe('POST /transfer-file', () => {
  const transfer = (changes: object = {}) =>
    user.ask('POST', '/transfer-file', {
      file_id: ids.report,
      folder_id: 'root',
      delete_source: false,
      source_token: source,
      dest_token: destination,
      ...changes,
    });

  it('answers 202 at once, and the file arrives', async () => {
    const { status, body } = await transfer();
    expect(status).toBe(202);
    const done = await user.waitForTransfer(body.transfer_id, (one) => one.status === 'done');
    expect(done.progress).toMatchObject({ done: 1, failed: 0, bytes: 1536 });
    const tree = await (await openDrives(stack)).tree();
    const copies = tree.filter(({ path }) => path.at(-1) === 'Report 1.txt').map(({ account, md5 }) => [account, md5]);
    expect(copies).toEqual([
      ['ada', expect.any(String)],
      ['ben', copies[0]?.[1]],
    ]);
  });

  it('takes its fields as query parameters too', async () => {
    const query = new URLSearchParams({ file_id: ids.quoted, source_token: source, dest_token: destination });
    const { status, body } = await user.ask('POST', `/transfer-file?${query}`);
    expect(status).toBe(202);
    await user.waitForTransfer(body.transfer_id, (one) => one.status === 'done');
  });

  it('wants a token of the right kind, of oneself, that is alive', async () => {
    const answers = [
      await transfer({ source_token: destination }),
      await transfer({ dest_token: source }),
      await transfer({ source_token: 'nonsense' }),
      await stranger.ask('POST', '/transfer-file', {
        file_id: ids.report,
        source_token: source,
        dest_token: destination,
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'wrong_session_kind'],
      [403, 'wrong_session_kind'],
      [401, 'invalid_drive_token'],
      [401, 'invalid_drive_token'],
    ]);
  });

  it('deletes sources only with a session that may', async () => {
    const { status, body } = await transfer({ delete_source: true });
    expect([status, body.error.code]).toEqual([403, 'insufficient_drive_scope']);
  });
});
