import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stack, startStack } from '../support/stack.ts';
import type { DriveHands, TreeRow } from '../transfers/support/drive-hands.ts';
import { judgeMove } from '../transfers/support/judge-move.ts';
import { buildWideTree, mixedTree } from '../transfers/support/mixed-tree.ts';
import { plantTree } from '../transfers/support/plant-tree.ts';
import { type DriveUser, isAtRest, openDrives, registerDriveUser } from './drive-user.ts';

const folderType = 'application/vnd.google-apps.folder';
let stack: Stack;
let user: DriveUser;
let ada: DriveHands;
let ben: DriveHands;
let readAll: () => Promise<readonly TreeRow[]>;
let tokens: { source_token: string; dest_token: string };

beforeAll(async () => {
  stack = await startStack();
  user = await registerDriveUser(stack.url);
  const drives = await openDrives(stack);
  [ada, ben] = [await drives.hands('ada'), await drives.hands('ben')];
  readAll = drives.tree;
  tokens = {
    source_token: await user.openSession('source', { account: 'ada', deleteSource: true }),
    dest_token: await user.openSession('destination', { account: 'ben' }),
  };
}, 90_000);
afterAll(() => stack.stop(), 30_000);

async function order(body: object) {
  const answer = await user.ask('POST', '/transfers', { ...tokens, ...body });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer));
  return String(answer.body.id);
}
const emptyFolder = (name: string) => ben.make({ name, mimeType: folderType });
const idsIn = (rows: readonly TreeRow[], account: string) =>
  rows.filter((row) => row.account === account).map(({ id }) => id);

describe('a tree with a bit of everything', () => {
  it('is planned first, moved as planned, and found again by a second run', async () => {
    const tree = await plantTree(ada, mixedTree, { rootName: 'Mixed' });
    const folder_id = await emptyFolder('From Ada');
    const before = idsIn(await readAll(), 'ben');
    const body = { file_ids: [tree.rootId], folder_id };

    const id = await order({ ...body, plan_only: true });
    const planned = await user.waitForTransfer(id, isAtRest);
    expect(planned.status).toBe('planned');
    expect(planned.plan).toMatchObject({ complete: true, folders: 6, existing: 0, fits: true, days: 1 });
    expect(planned.plan.notes.map(({ code, files }) => [code, files])).toContainEqual(['exported', 2]);
    const reasons = planned.items.flatMap(({ name, reason }) => (reason ? [[name, reason.code]] : []));
    expect(reasons).toContainEqual(['Poll', 'not_movable']);
    expect(reasons).toContainEqual(['To nothing', 'shortcut_broken']);
    expect(idsIn(await readAll(), 'ben')).toEqual(before);

    expect((await user.ask('POST', `/transfers/${id}/run`)).status).toBe(200);
    const done = await user.waitForTransfer(id, isAtRest);
    const move = { tree, account: 'ben', folder: ['From Ada'], deletesSource: false };
    expect([done.status, ...judgeMove(move, await readAll())]).toEqual(['done']);
    expect(done.progress).toMatchObject({ failed: 0, bytes: done.plan.bytes, bytes_total: done.plan.bytes });

    const after = idsIn(await readAll(), 'ben');
    const again = await user.waitForTransfer(await order(body), isAtRest);
    expect([again.status, again.progress.bytes]).toEqual(['done', 0]);
    expect(idsIn(await readAll(), 'ben')).toEqual(after);
  }, 120_000);

  it('goes to the trash at the source, and no further, once it has arrived', async () => {
    const tree = await plantTree(ada, mixedTree, { rootName: 'To be moved' });
    const folder_id = await emptyFolder('For good');
    const done = await user.waitForTransfer(
      await order({ file_ids: [tree.rootId], folder_id, delete_source: true }),
      isAtRest,
    );
    const move = { tree, account: 'ben', folder: ['For good'], deletesSource: true };
    expect([done.status, ...judgeMove(move, await readAll())]).toEqual(['done']);
  }, 120_000);
});

describe('what its user says', () => {
  const slowly = { platform: 'drive', operation: 'upload.bytes', count: null, kind: 'slow', bytesPerSecond: 40_000 };

  it('pause holds, resume goes on, and nothing is there twice', async () => {
    const tree = await plantTree(ada, buildWideTree(24, { bytes: 20_000 }), { rootName: 'Paused' });
    const folder_id = await emptyFolder('Paused');
    await stack.faults([slowly]);
    const id = await order({ file_ids: [tree.rootId], folder_id });
    await user.waitForTransfer(id, ({ progress }) => progress.bytes > 0);
    expect((await user.ask('POST', `/transfers/${id}/pause`)).body.status).toBe('paused');
    await stack.faults([]);
    const paused = await user.waitForTransfer(id, isAtRest);
    expect([paused.status, paused.progress.done < 24]).toEqual(['paused', true]);
    expect((await user.ask('POST', `/transfers/${id}/resume`)).status).toBe(200);
    const done = await user.waitForTransfer(id, isAtRest);
    const move = { tree, account: 'ben', folder: ['Paused'], deletesSource: false };
    expect([done.status, ...judgeMove(move, await readAll())]).toEqual(['done']);
  }, 120_000);

  it('cancel ends it, and what has arrived stays', async () => {
    const tree = await plantTree(ada, buildWideTree(24, { bytes: 20_000 }), { rootName: 'Cancelled' });
    const folder_id = await emptyFolder('Cancelled');
    await stack.faults([slowly]);
    const id = await order({ file_ids: [tree.rootId], folder_id });
    await user.waitForTransfer(id, ({ items }) =>
      items.some(({ action, status }) => action === 'copy' && status === 'done'),
    );
    expect((await user.ask('POST', `/transfers/${id}/cancel`)).body.status).toBe('cancelled');
    await stack.faults([]);
    expect((await user.ask('POST', `/transfers/${id}/resume`)).status).toBe(409);
    const copies = (await readAll()).filter(
      ({ account, path, bytes }) => account === 'ben' && path[0] === 'Cancelled' && bytes,
    );
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.length).toBeLessThan(24);
  }, 120_000);

  it.each([
    ['skip', ['first'], 'skipped'],
    ['rename', ['first', 'second'], 'done'],
    ['replace', ['second'], 'done'],
  ])(
    'on_existing %s',
    async (on_existing, contents, status) => {
      const name = 'report.txt';
      const folder_id = await emptyFolder(`Existing ${on_existing}`);
      await ben.make({ name, mimeType: 'text/plain', parents: [folder_id] }, Buffer.from('first'));
      const file_id = await ada.make({ name, mimeType: 'text/plain' }, Buffer.from('second'));
      const id = await order({ file_ids: [file_id], folder_id, on_existing });
      const done = await user.waitForTransfer(id, isAtRest);
      expect([done.status, done.items.map((item) => item.status)]).toEqual(['done', [status]]);
      const there = (await readAll()).filter(
        ({ path, trashed }) => path[0] === `Existing ${on_existing}` && path[1] && !trashed,
      );
      expect(there.map(({ bytes }) => bytes).sort()).toEqual(contents.map(({ length }) => length).sort());
      expect(new Set(there.map(({ path }) => path[1])).size).toBe(there.length);
    },
    60_000,
  );
});
