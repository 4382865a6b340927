import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LedgerRow, openLedger } from '../../local/platforms/ledger/ledger.ts';
import { inTransaction, openDatabase } from '../../local/platforms/storage/open-database.ts';
import { makeBytes, put, startWorld, video, type World } from './youtube-sim-world.ts';

const row: LedgerRow = {
  platform: 'youtube',
  account: 'UC1',
  kind: 'video',
  remoteId: 'v1',
  title: 'One',
  description: null,
  privacy: 'private',
  publishAt: null,
  publishedAt: null,
  bytes: 3,
  sha256: 'abc',
};

describe('the ledger', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-test-'));
  const database = openDatabase(dataDir);
  const ledger = openLedger(database);
  afterAll(() => {
    database.close();
    rmSync(dataDir, { recursive: true });
  });

  it('keeps the order of creation when rows change, and separates platforms', () => {
    ledger.record(row);
    ledger.record({ ...row, platform: 'other', title: 'Same id elsewhere' });
    ledger.record({ ...row, privacy: 'public' });
    expect(ledger.list().map((entry) => [entry.platform, entry.privacy])).toEqual([
      ['youtube', 'public'],
      ['other', 'private'],
    ]);
  });

  it('belongs to the transaction in which the thing is made', () => {
    const fail = () =>
      inTransaction(database, () => {
        ledger.record({ ...row, remoteId: 'never' });
        throw new Error('crash');
      });
    expect(fail).toThrow('crash');
    expect(ledger.list().some((entry) => entry.remoteId === 'never')).toBe(false);
  });

  it('hides what was deleted unless asked', () => {
    ledger.erase('other', 'v1', 0);
    expect(ledger.list()).toHaveLength(1);
    expect(ledger.listWithDeleted()[1]?.deletedAt).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('GET /ledger', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('has exactly the documented fields', async () => {
    expect((await world.control('GET', '/ledger')).json).toEqual([]);
    const token = await world.signIn();
    const bytes = makeBytes(300_000);
    const opened = await world.open(token, bytes.length, video({ title: 'Ledger', description: 'Row' }));
    const { id } = (await put(token, String(opened.headers.location), bytes)).json;
    expect((await world.control('GET', '/ledger')).json).toEqual([
      {
        platform: 'youtube',
        account: 'UCada0000000000000000001',
        kind: 'video',
        remoteId: id,
        title: 'Ledger',
        description: 'Row',
        privacy: 'private',
        publishAt: null,
        publishedAt: null,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ]);
  });

  it('counts two uploads of the same bytes as two things', async () => {
    const token = await world.signIn();
    const bytes = makeBytes(1000);
    for (let copy = 0; copy < 2; copy += 1) {
      const opened = await world.open(token, bytes.length, video({ title: 'Twice' }));
      await put(token, String(opened.headers.location), bytes);
    }
    expect((await world.ledger()).filter((entry) => entry.title === 'Twice')).toHaveLength(2);
  });
});
