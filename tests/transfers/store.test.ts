import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferStore } from '../../shared/domain/transfers/transfer-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeTransferStore } from './store-contract.ts';
import { buildItem, buildTransfer } from './support/build-transfer.ts';
import { createMemoryTransfers } from './support/memory-transfer-store.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeTransferStore('memory', async () => {
  const store = createMemoryTransfers();
  return { store, work: store };
});
describeTransferStore('DynamoDB', async () => {
  const table = await createTestTable(dynamo.url);
  return { store: createTransferStore(table), work: createWorkIndex(table) };
});

describe('DynamoDB: what only a network can do', () => {
  const start = 1_700_000_000_000;
  const leaseMs = 30_000;
  const transfer = buildTransfer();
  let table: Table;
  let store: TransferStore;
  beforeEach(async () => {
    table = await createTestTable(dynamo.url);
    store = createTransferStore(table);
    await store.create(transfer);
  });

  async function claim(from = store): Promise<Transfer> {
    const claimed = await from.claim(transfer, { now: start, leaseMs });
    if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.reason}`);
    return claimed.transfer;
  }

  /** A table each of whose transactions is sent twice, as by an SDK that did not hear the first answer. */
  function repeatingWrites(once: Table, keepToken: boolean): Table {
    const send = once.client.send.bind(once.client);
    const client = Object.create(once.client, {
      send: {
        value: async (command: Parameters<typeof send>[0]) => {
          if (command.constructor.name !== 'TransactWriteCommand') return send(command);
          if (keepToken) Object.assign(command.input, { ClientRequestToken: crypto.randomUUID() });
          await send(command);
          return send(command);
        },
      },
    });
    return { ...once, client };
  }

  it.each([true, false])('knows its own writes again when they come twice (marked as one: %s)', async (keepToken) => {
    const repeating = createTransferStore(repeatingWrites(table, keepToken));
    const held = await claim(repeating);
    const saved = await repeating.save(held, { bytesDone: 7 }, start, [buildItem()]);
    expect(await store.find(transfer)).toEqual(saved);
    const paused = await repeating.transition(transfer, ['active'], { state: 'paused' }, start);
    expect(await store.find(transfer)).toEqual(paused);
    expect(paused?.fence).toBe(held.fence + 1);
  });

  it('stays exact when users and sweepers write at the same time', async () => {
    const work = createWorkIndex(table);
    let held = await claim();
    const nudge = async () => {
      const pages = await Promise.all(work.shards.map((shard) => work.listDue(shard, start + leaseMs)));
      await Promise.all(pages.flatMap(({ due }) => due).map((item) => work.postpone(item, start + 2 * leaseMs)));
    };
    for (let round = 1; round <= 20; round += 1) {
      const [saved] = await Promise.all([store.save(held, { bytesDone: round }, start), nudge(), nudge()]);
      held = saved;
    }
    expect(await store.find(transfer)).toMatchObject({ bytesDone: 20 });
  });
});
