import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { buildItem } from './support/build-transfer.ts';
import { type CopyWorld, smallChunks, startCopyWorld } from './support/copy-world.ts';

/** Calls of the longest way, and some more. */
const longest = 30;

let world: CopyWorld;
beforeAll(async () => {
  world = await startCopyWorld();
});
afterAll(() => world.close());

const google = (kind: string) => `application/vnd.google-apps.${kind}`;
const make = async (resource: object) => (await world.api(world.ada, 'POST', '/v3/files', resource)).json.id;

/** What can be brought, and what it needs: the item of the plan, and others of the transfer. */
const things: Record<string, () => Promise<{ item: TransferItem; others?: TransferItem[] }>> = {
  'a file': async () => ({ item: await world.plant(Buffer.alloc(600_000, 7)) }),
  'an empty file': async () => ({ item: await world.plant(Buffer.alloc(0)) }),
  'a folder': async () => ({ item: await world.plan(await make({ name: 'Folder', mimeType: google('folder') })) }),
  'a document': async () => {
    const id = await make({ name: 'Report', mimeType: google('document') });
    return { item: await world.plan(id, { exportType: 'application/pdf', newName: 'Report.pdf' }) };
  },
  'a shortcut': async () => {
    const target = buildItem({ itemId: 'target', state: 'done', destId: await world.makeFolder(), action: 'folder' });
    const targetId = await make({ name: 'Target', mimeType: google('folder') });
    const id = await make({ name: 'Link', mimeType: google('shortcut'), shortcutDetails: { targetId } });
    return { item: await world.plan(id, { targetItemId: 'target' }), others: [target] };
  },
};

/** Two transfers at the same item: the second does all of it at one moment of the first, before the given call. */
async function meet(name: string, moment: number) {
  const thing = await things[name]?.();
  if (!thing) throw new Error(name);
  const folderId = await world.makeFolder(world.ben);
  const worker = { folderId, options: smallChunks, ...(thing.others && { others: thing.others }) };
  let calls = 0;
  const others: TransferItem[] = [];
  const before = async () => {
    calls += 1;
    if (calls === moment) others.push((await world.bring(thing.item, worker)).item);
  };
  const { item } = await world.bring(thing.item, { ...worker, watch: { before } });
  return { items: [item, ...others], children: await world.children(folderId), hasMet: others.length > 0 };
}

describe('two transfers that bring the same into the same folder at the same time', () => {
  it.each(Object.keys(things))(
    'make one of it, whenever they meet: %s',
    async (name) => {
      let moments = 0;
      for (let moment = 1; moment <= longest; moment += 1) {
        const { items, children, hasMet } = await meet(name, moment);
        if (!hasMet) break;
        moments += 1;
        expect({ moment, states: items.map(({ state }) => state) }).toEqual({ moment, states: ['done', 'done'] });
        expect({ moment, ids: items.map(({ destId }) => destId) }).toEqual({
          moment,
          ids: [children[0]?.id, children[0]?.id],
        });
        expect(children).toHaveLength(1);
      }
      expect(moments).toBeGreaterThanOrEqual(3);
      expect(moments).toBeLessThan(longest);
    },
    60_000,
  );

  it('take a new id where what was noted is gone, in the trash, elsewhere, or another account’s', async () => {
    const bytes = Buffer.alloc(1000, 3);
    const adas = async () => (await world.source.generateIds(1, 'files'))[0] ?? '';
    const used: Record<string, (id: string) => Promise<unknown>> = {
      gone: (id) => world.api(world.ben, 'DELETE', `/v3/files/${id}`),
      trashed: (id) => world.destination.trash(id),
      elsewhere: async (id) =>
        world.api(
          world.ben,
          'PATCH',
          `/v3/files/${id}?addParents=${await world.makeFolder()}&removeParents=${world.folderId}`,
        ),
    };
    for (const [name, spoil] of Object.entries(used)) {
      const item = await world.plant(bytes);
      const first = await world.bring(item);
      await spoil(first.item.destId ?? '');
      const second = await world.bring(item);
      expect({ name, state: second.item.state }).toEqual({ name, state: 'done' });
      expect((await world.children()).filter((file) => file.name === item.name)).toHaveLength(1);
    }
    const foreign = await world.plant(bytes);
    const noted = await adas();
    const note = async (id: string, instead?: string) => (instead === noted ? id : noted);
    expect((await world.bring(foreign, { context: { note } })).item).toMatchObject({ state: 'done' });
  }, 30_000);
});
