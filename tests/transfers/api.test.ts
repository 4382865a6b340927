import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTransfer, importVideos, transferFile } from '../../functions/drive/create-transfer.ts';
import { getTransfer, listTransferItems, listTransfers } from '../../functions/drive/list-transfers.ts';
import {
  cancelTransfer,
  pauseTransfer,
  removeTransfer,
  resumeTransfer,
  retryTransfer,
  runTransfer,
} from '../../functions/drive/transfer-words.ts';
import { transferRoutes } from '../../shared/contract/routes/transfers.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import { buildDriveFolder, createApiWorld, inputOf, now } from './support/api-world.ts';
import { buildItem, buildTransfer } from './support/build-transfer.ts';

let world: ReturnType<typeof createApiWorld>;
let source: string;
let destination: string;
beforeEach(() => {
  world = createApiWorld();
  world.folders.set('folder-1', buildDriveFolder());
  source = world.open('source', 'readonly');
  destination = world.open('destination', 'full');
});
const ada = () => world.contextOf('ada');
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

const order = (changes: object = {}) => {
  const plain = { source_token: source, dest_token: destination, file_ids: ['a', 'b', 'a'], folder_id: 'folder-1' };
  const body = transferRoutes.createTransfer.body.parse({ ...plain, ...changes });
  return createTransfer(inputOf({ body }), ada(), world.deps);
};

describe('an order', () => {
  it('is stored, hinted at and shown, each chosen thing once', async () => {
    const made = transferRoutes.createTransfer.output.parse(await order({ export_formats: { document: 'pdf' } }));
    expect(made).toMatchObject({
      status: 'planning',
      destination: { folder_id: 'folder-1', folder_name: 'There' },
      options: { on_existing: 'skip', delete_source: false, export_formats: { document: 'pdf', spreadsheet: 'xlsx' } },
    });
    expect(world.hinted).toEqual([{ transferId: made.id, delaySeconds: 0 }]);
    const stored = await world.transfers.find({ ownerId: 'ada', transferId: made.id });
    expect(stored).toMatchObject({ roots: ['a', 'b'], runsAtOnce: true, phase: 'plan' });
  });

  it('holds although its hint is lost', async () => {
    world.failHints();
    const { id } = await order();
    expect((await world.transfers.listDue('all', now + 60_000)).due).toMatchObject([{ key: { transferId: id } }]);
  });

  it('of the original’s kind puts a file of the same name beside the other', async () => {
    const plain = { file_id: 'a', folder_id: 'folder-1', source_token: source, dest_token: destination };
    const body = transferRoutes.transferFile.body.parse(plain);
    const made = await transferFile(inputOf({ body }), ada(), world.deps);
    expect(transferRoutes.transferFile.output.parse(made)).toMatchObject({
      transfer_id: made.transfer.id,
      transfer: { options: { on_existing: 'rename' } },
    });
  });

  it('for the queue needs no destination', async () => {
    const body = transferRoutes.importVideos.body.parse({ source_token: source, file_ids: ['a'], plan_only: true });
    const made = await importVideos(inputOf({ body }), ada(), world.deps);
    expect(transferRoutes.importVideos.output.parse(made)).toMatchObject({ kind: 'import', destination: null });
  });

  it('wants tokens of the right kind and right, of this user', async () => {
    const foreign = world.open('source', 'readonly', 'ben');
    expect(await codeOf(order({ source_token: destination }))).toBe('wrong_session_kind');
    expect(await codeOf(order({ dest_token: source }))).toBe('wrong_session_kind');
    expect(await codeOf(order({ dest_token: world.open('general', 'readonly') }))).toBe('wrong_session_kind');
    expect(await codeOf(order({ source_token: foreign }))).toBe('invalid_drive_token');
    expect(await codeOf(order({ source_token: 'nonsense' }))).toBe('invalid_drive_token');
    expect(await codeOf(order({ delete_source: true }))).toBe('insufficient_drive_scope');
    expect(await codeOf(order({ delete_source: true, source_token: world.open('general', 'full') }))).toBe('done');
  });

  it('wants a folder that is there and takes something', async () => {
    const can = { ...buildDriveFolder().can, addChildren: false };
    world.folders.set('closed', buildDriveFolder({ id: 'closed', can }));
    world.folders.set('file', buildDriveFolder({ id: 'file', mimeType: 'text/plain' }));
    world.folders.set('gone', buildDriveFolder({ id: 'gone', trashed: true }));
    const codes = await Promise.all(
      ['nowhere', 'gone', 'file', 'closed'].map((id) => codeOf(order({ folder_id: id }))),
    );
    expect(codes).toEqual(['not_found', 'not_found', 'invalid_input', 'conflict']);
  });
});

describe('what is shown', () => {
  const shown = async (differences: Partial<Transfer>) => {
    const transfer = buildTransfer({ ownerId: 'ada', ...differences });
    await world.put(transfer, [buildItem({ state: 'copying', destId: 'not-yet', bytesDone: 10 })]);
    const answer = await getTransfer(inputOf({ params: transfer }), ada(), world.deps);
    return transferRoutes.getTransfer.output.parse(answer);
  };
  const plan = { bytes: 1_600e9, notes: { exported: 2, renamed: 0 }, existing: 3, roomBytes: 1e9, isComplete: true };

  it('is the plan in words, days and room', async () => {
    expect((await shown({ plan, state: 'planned' })).plan).toEqual({
      complete: true,
      files: 0,
      folders: 0,
      bytes: 1_600e9,
      existing: 3,
      skipped: 0,
      days: 3,
      room_bytes: 1e9,
      fits: false,
      notes: [{ code: 'exported', message: expect.any(String), files: 2 }],
    });
  });

  it('is speed and time left while it runs', async () => {
    const running = await shown({ phase: 'copy', plan: { ...plan, bytes: 5_000 }, bytesDone: 1_000, speed: 400 });
    expect(running).toMatchObject({
      status: 'running',
      progress: { bytes: 1_000, bytes_total: 5_000, bytes_per_second: 400, seconds_left: 10 },
      waits_until: null,
    });
    expect(running.items[0]).toMatchObject({ status: 'running', bytes_done: 10, destination_id: null });
  });

  it('is the time until which it waits, with the reason', async () => {
    const error = { code: 'daily_upload_limit', message: 'Tomorrow.' };
    const waiting = await shown({ phase: 'copy', notBefore: now + 60_000, error, speed: 9 });
    const waits_until = new Date(now + 60_000).toISOString();
    expect(waiting).toMatchObject({ status: 'waiting', waits_until, error, progress: { seconds_left: null } });
  });

  it('is nothing under way while it is paused', async () => {
    expect((await shown({ phase: 'copy', state: 'paused' })).items[0]).toMatchObject({ status: 'planned' });
  });

  it('is never another user’s', async () => {
    await shown({});
    const params = buildTransfer();
    expect(await codeOf(getTransfer(inputOf({ params }), world.contextOf('ben'), world.deps))).toBe('not_found');
    expect(await codeOf(cancelTransfer(inputOf({ params }), world.contextOf('ben'), world.deps))).toBe('not_found');
    const query = { limit: 50 };
    expect((await listTransfers(inputOf({ query }), world.contextOf('ben'), world.deps)).body).toEqual([]);
    expect((await listTransfers(inputOf({ query }), ada(), world.deps)).body).toHaveLength(1);
  });

  it('comes in pages, whose cursors are checked', async () => {
    const transfer = buildTransfer({ ownerId: 'ada' });
    await world.put(
      transfer,
      Array.from({ length: 30 }, (_, seq) => buildItem({ seq })),
    );
    const first = await listTransferItems(inputOf({ params: transfer, query: { limit: 20 } }), ada(), world.deps);
    const rest = { limit: 20, cursor: first.nextCursor };
    const second = await listTransferItems(inputOf({ params: transfer, query: rest }), ada(), world.deps);
    expect([first.body.length, second.body.length, second.nextCursor]).toEqual([20, 10, undefined]);
    const wrong = { limit: 20, cursor: 'ITEM#x' };
    expect(await codeOf(listTransferItems(inputOf({ params: transfer, query: wrong }), ada(), world.deps))).toBe(
      'invalid_input',
    );
    expect(await codeOf(listTransfers(inputOf({ query: wrong }), ada(), world.deps))).toBe('invalid_input');
  });
});

describe('a user’s word', () => {
  const words = { runTransfer, pauseTransfer, resumeTransfer, cancelTransfer, retryTransfer, removeTransfer };
  const states = ['active', 'planned', 'paused', 'reconnect', 'done', 'partial', 'failed', 'cancelled'] as const;
  const accepted: Record<keyof typeof words, readonly Transfer['state'][]> = {
    runTransfer: ['planned'],
    pauseTransfer: ['active'],
    resumeTransfer: ['paused', 'reconnect'],
    cancelTransfer: ['active', 'planned', 'paused', 'reconnect'],
    retryTransfer: ['partial', 'failed'],
    removeTransfer: ['done', 'partial', 'failed', 'cancelled'],
  };
  const params = buildTransfer();
  const put = (differences: Partial<Transfer>) => {
    const accounts = { source: { connectionId: source, email: '' } };
    const there = { connectionId: destination, email: '', folderId: 'folder-1', folderName: 'There', driveId: null };
    return world.put(buildTransfer({ ownerId: 'ada', ...accounts, destination: there, ...differences }));
  };

  it.each(Object.keys(accepted) as (keyof typeof words)[])('%s is taken only where it makes sense', async (name) => {
    const outcomes: string[] = [];
    for (const state of states) {
      world = createApiWorld();
      [source, destination] = [world.open('source', 'readonly'), world.open('destination', 'full')];
      await put({ state });
      if ((await codeOf(words[name](inputOf({ params }), ada(), world.deps))) === 'done') outcomes.push(state);
    }
    expect(outcomes).toEqual(accepted[name]);
  });

  it('to go on ends a wait', async () => {
    await put({ phase: 'copy', notBefore: now + 3_600_000, uploadRefusals: 9, error: { code: 'x', message: '' } });
    expect(await resumeTransfer(inputOf({ params }), ada(), world.deps)).toMatchObject({
      status: 'running',
      error: null,
    });
    expect(await world.transfers.find({ ...params, ownerId: 'ada' })).toMatchObject({
      uploadRefusals: 0,
      notBefore: now,
    });
    expect(world.hinted).toHaveLength(1);
  });

  it('to go on while a worker is still stopping comes after its lease', async () => {
    await put({ state: 'paused', leaseUntil: now + 12_000 });
    await resumeTransfer(inputOf({ params }), ada(), world.deps);
    expect(world.hinted).toEqual([{ transferId: params.transferId, delaySeconds: 12 }]);
  });

  it('to go on needs accounts that are connected', async () => {
    await put({ state: 'reconnect' });
    const key = `ada/${destination}`;
    const account = world.accounts.get(key);
    if (account) world.accounts.set(key, { ...account, state: 'reconnect' });
    expect(await codeOf(resumeTransfer(inputOf({ params }), ada(), world.deps))).toBe('reconnect_needed');
    expect(await codeOf(cancelTransfer(inputOf({ params }), ada(), world.deps))).toBe('done');
  });

  it('to remove takes it off the list at once', async () => {
    await put({ state: 'done' });
    await removeTransfer(inputOf({ params }), ada(), world.deps);
    expect(await codeOf(getTransfer(inputOf({ params }), ada(), world.deps))).toBe('not_found');
    expect((await listTransfers(inputOf({ query: { limit: 50 } }), ada(), world.deps)).body).toEqual([]);
    expect(await world.transfers.find({ ...params, ownerId: 'ada' })).toMatchObject({
      state: 'active',
      phase: 'remove',
    });
  });
});
