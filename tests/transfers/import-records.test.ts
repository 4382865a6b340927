import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createCopyRecords } from '../../shared/adapters/dynamo/copy-records.ts';
import type { CopyRecords } from '../../shared/domain/transfers/transfer-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';

const queue = { ownerId: 'anna', folderId: null };
let dynamo: Dynoxide;
let records: CopyRecords;

beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  records = createCopyRecords(await createTestTable(dynamo.url));
});

it('is taken by the first, and everybody else is told who that was', async () => {
  expect(await records.take(queue, 'file', 'video-1')).toBe('video-1');
  expect(await records.take(queue, 'file', 'video-2')).toBe('video-1');
  expect(await records.take(queue, 'file', 'video-1')).toBe('video-1');
  expect(await records.find(queue, ['file', 'other'])).toEqual(new Map([['file', 'video-1']]));
});

it('is taken once by many at the same time', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `video-${index}`);
  const taken = await Promise.all(ids.map((id) => records.take(queue, 'file', id)));
  expect(new Set(taken).size).toBe(1);
});

it('is taken from what is gone, and from nothing else', async () => {
  await records.take(queue, 'file', 'video-1');
  expect(await records.take(queue, 'file', 'video-2', 'video-0')).toBe('video-1');
  expect(await records.take(queue, 'file', 'video-2', 'video-1')).toBe('video-2');
});

it("is each owner's and each place's own", async () => {
  await records.take(queue, 'file', 'video-1');
  expect(await records.take({ ...queue, ownerId: 'berta' }, 'file', 'video-2')).toBe('video-2');
  expect(await records.take({ ...queue, folderId: 'folder' }, 'file', 'copy')).toBe('copy');
});
