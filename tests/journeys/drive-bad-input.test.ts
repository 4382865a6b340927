import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stack, startStack } from '../support/stack.ts';
import type { DriveHands } from '../transfers/support/drive-hands.ts';
import { type DriveUser, isAtRest, openDrives, registerDriveUser } from './drive-user.ts';

const folderType = 'application/vnd.google-apps.folder';
const options = { drive: { storageByAccount: { dana: 100_000 } } };
let stack: Stack;
let user: DriveUser;
let ada: DriveHands;
let ben: DriveHands;
let source: string;
let destination: string;

beforeAll(async () => {
  stack = await startStack({ env: { SIM_OPTIONS: JSON.stringify(options) } });
  user = await registerDriveUser(stack.url);
  const { hands } = await openDrives(stack);
  [ada, ben] = [await hands('ada'), await hands('ben')];
  source = await user.openSession('google', { account: 'ada' });
  destination = await user.openSession('destination', { account: 'ben' });
}, 90_000);
afterAll(() => stack.stop(), 30_000);

const order = (body: object) =>
  user.ask('POST', '/transfers', { source_token: source, dest_token: destination, ...body });
async function run(body: object) {
  const { status, body: made } = await order(body);
  if (status !== 202) throw new Error(JSON.stringify(made));
  return user.waitForTransfer(made.id, isAtRest);
}
const text = (hands: DriveHands, name: string, parent = 'root', bytes = 500) =>
  hands.make({ name, mimeType: 'text/plain', parents: [parent] }, Buffer.alloc(bytes, 66));
const folder = (hands: DriveHands, name: string, parent = 'root') =>
  hands.make({ name, mimeType: folderType, parents: [parent] });
/** State and cause of every file by name. */
const told = ({ items }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    items.filter(({ action }) => action !== 'folder').map(({ name, status, reason }) => [name, [status, reason?.code]]),
  );

describe('what cannot be moved is told by itself, and the rest goes on', () => {
  it('a file that its owner lets nobody download, and one that counts as harmful', async () => {
    const top = await folder(ben, 'Shared by Ben');
    await text(ben, 'fine', top);
    await ben.change(await text(ben, 'look only', top), { oddities: ['downloadForbidden'] });
    await ben.change(await text(ben, 'macro.xls', top), { oddities: ['abusive'] });
    const grant = { type: 'user', role: 'reader', emailAddress: 'ada@example.com' };
    await ben.api('POST', `/v3/files/${top}/permissions`, grant);
    const ended = await run({ file_ids: [top], folder_id: await folder(ben, 'Back again') });
    expect(ended.status).toBe('partial');
    expect(told(ended)).toEqual({
      fine: ['done', undefined],
      'look only': ['failed', 'no_download_permission'],
      'macro.xls': ['failed', 'abusive_file'],
    });
  }, 60_000);

  it('a file that was read too often waits a day; the others do not', async () => {
    const top = await folder(ada, 'Viral');
    await ada.change(await text(ada, 'viral', top), { oddities: ['downloadQuotaExceeded'] });
    await text(ada, 'quiet', top);
    const { body } = await order({ file_ids: [top], folder_id: await folder(ben, 'Not viral') });
    const waiting = await user.waitForTransfer(body.id, ({ status }) => status === 'waiting');
    expect(told(waiting)).toMatchObject({ viral: ['waiting', 'downloadQuotaExceeded'], quiet: ['done', undefined] });
    expect(Date.parse(waiting.waits_until ?? '') - Date.now()).toBeGreaterThan(12 * 3600_000);
    await user.ask('POST', `/transfers/${body.id}/cancel`);
  }, 60_000);

  it('a file that is deleted after it was planned', async () => {
    const top = await folder(ada, 'Shrinking');
    const gone = await text(ada, 'gone', top);
    await text(ada, 'still there', top);
    const planned = await run({ file_ids: [top], folder_id: await folder(ben, 'Shrunk'), plan_only: true });
    await ada.destroy(gone);
    await user.ask('POST', `/transfers/${planned.id}/run`);
    const ended = await user.waitForTransfer(planned.id, isAtRest);
    expect(ended.status).toBe('partial');
    expect(told(ended)).toEqual({ gone: ['failed', 'source_gone'], 'still there': ['done', undefined] });
  }, 60_000);

  it('a file that changes after it was planned arrives as it is then', async () => {
    const id = await text(ada, 'draft', 'root', 300);
    const planned = await run({ file_ids: [id], folder_id: await folder(ben, 'Drafts'), plan_only: true });
    const newer = Buffer.alloc(400, 67);
    await fetch(`${ada.url}/drive/upload/drive/v3/files/${id}?uploadType=media`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'text/plain' },
      body: newer,
    });
    await user.ask('POST', `/transfers/${planned.id}/run`);
    expect((await user.waitForTransfer(planned.id, isAtRest)).status).toBe('done');
    const { tree } = await openDrives(stack);
    const copies = (await tree()).filter(({ account, path }) => account === 'ben' && path.at(-1) === 'draft');
    expect(copies.map(({ bytes }) => bytes)).toEqual([400]);
  }, 60_000);
});

describe('what makes no sense', () => {
  it('a file into the folder in which it is', async () => {
    const own = await user.openSession('destination', { account: 'ada' });
    const top = await folder(ada, 'Home');
    const id = await text(ada, 'at home', top);
    const ended = await run({ dest_token: own, file_ids: [id], folder_id: top });
    expect(told(ended)).toEqual({ 'at home': ['failed', 'already_in_place'] });
  }, 60_000);

  it('a folder into itself, or into one below', async () => {
    const own = await user.openSession('destination', { account: 'ada' });
    const top = await folder(ada, 'Outer');
    const below = await folder(ada, 'Inner', top);
    for (const folder_id of [top, below]) {
      const ended = await run({ dest_token: own, file_ids: [top], folder_id });
      expect(ended.items.map(({ reason }) => reason?.code)).toEqual(['folder_into_itself']);
    }
  }, 60_000);

  it('a destination that is not there, or where nothing may be put', async () => {
    const id = await text(ada, 'homeless');
    expect((await order({ file_ids: [id], folder_id: 'nowhere' })).status).toBe(404);
  });

  it('a source that is not there', async () => {
    const ended = await run({ file_ids: ['1nowhere'] });
    expect([ended.status, ended.items[0]?.reason?.code]).toEqual(['failed', 'source_gone']);
  }, 60_000);
});

describe('a destination without room', () => {
  it('is told by the plan; whoever runs it all the same can make room and go on', async () => {
    const full = await user.openSession('destination', { account: 'dana' });
    const dana = await (await openDrives(stack)).hands('dana');
    const ballast = await text(dana, 'ballast', 'root', 90_000);
    const id = await text(ada, 'large', 'root', 50_000);
    const planned = await run({ dest_token: full, file_ids: [id] });
    expect([planned.status, planned.plan.fits, planned.plan.room_bytes]).toEqual(['planned', false, 10_000]);
    await user.ask('POST', `/transfers/${planned.id}/run`);
    const stopped = await user.waitForTransfer(planned.id, isAtRest);
    expect([stopped.status, stopped.error?.code]).toEqual(['paused', 'destination_full']);
    await dana.destroy(ballast);
    await user.ask('POST', `/transfers/${planned.id}/resume`);
    expect((await user.waitForTransfer(planned.id, isAtRest)).status).toBe('done');
  }, 90_000);
});
