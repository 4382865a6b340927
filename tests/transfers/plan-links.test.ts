import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderType, shortcutType } from '../../shared/domain/drive/drive-file.ts';
import { whatToTrash } from '../../shared/transfer/what-to-trash.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { atBens, makeFile, makeFolder, openPlanWorld, type PlanWorld } from './support/plan-world.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;
let there: ReturnType<typeof atBens>;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide);
  there = atBens(await world.ben.make({ name: 'There', mimeType: folderType }));
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

const makeLink = (name: string, parent: string, targetId: string) =>
  world.ada.make({ name, mimeType: shortcutType, parents: [parent], shortcutDetails: { targetId } });

describe('a shortcut', () => {
  it('to something that moves as well will lead to the copy, in whatever order they are found', async () => {
    const root = await makeFolder(world.ada, 'tree');
    const sub = await makeFolder(world.ada, 'sub', root);
    const file = await makeFile(world.ada, 'file', sub);
    await makeLink('to file', root, file);
    await makeLink('to folder', sub, root);
    const { byName, transfer } = await world.plan([root], there);
    expect(byName.get('to file')).toMatchObject({ state: 'planned', action: 'shortcut', targetItemId: file });
    expect(byName.get('to folder')).toMatchObject({ state: 'planned', action: 'shortcut', targetItemId: root });
    expect(transfer.plan.notes.shortcut_resolved).toBeUndefined();
  });

  it('to something outside makes place for that, under its own name; a second one leads to it', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'with links'), await makeFolder(world.ada, 'outside')];
    const file = await makeFile(world.ada, 'real name.txt', outside);
    await makeLink('first', root, file);
    await makeLink('second', root, file);
    const { byName, items, transfer } = await world.plan([root], there);
    // Which of them Drive shows first is Drive's affair.
    const [first, second] = ['first', 'second'].toSorted(
      (one, other) => (byName.get(one)?.seq ?? 0) - (byName.get(other)?.seq ?? 0),
    );
    expect(byName.get('real name.txt')).toMatchObject({
      itemId: file,
      parentId: root,
      depth: 1,
      newName: first,
      state: 'planned',
      action: 'copy',
      notes: ['shortcut_resolved', 'outside_of_selection'],
    });
    expect(byName.get(first ?? '')).toMatchObject({ state: 'skipped', reason: { code: 'shortcut_resolved' } });
    expect(byName.get(second ?? '')).toMatchObject({ state: 'planned', action: 'shortcut', targetItemId: file });
    expect(items).toHaveLength(4);
    expect(transfer.plan.bytes).toBe('real name.txt'.length);
  });

  it('to a folder outside brings all of it, before later shortcuts are looked at', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'root'), await makeFolder(world.ada, 'beside')];
    const inner = await makeFolder(world.ada, 'inner', outside);
    const deep = await makeFile(world.ada, 'deep', inner);
    await makeLink('folder link', root, outside);
    await makeLink('file link', root, deep);
    const { byName } = await world.plan([root], there);
    expect(byName.get('beside')).toMatchObject({
      newName: 'folder link',
      parentId: root,
      action: 'folder',
      state: 'planned',
    });
    expect(byName.get('deep')).toMatchObject({ parentId: inner, notes: ['outside_of_selection'] });
    expect(byName.get('file link')).toMatchObject({ action: 'shortcut', targetItemId: deep, state: 'planned' });
  });

  it('ends in no circle', async () => {
    const above = await makeFolder(world.ada, 'above');
    const root = await makeFolder(world.ada, 'round', above);
    await makeFile(world.ada, 'only once', root);
    await makeLink('up', root, above);
    const { items } = await world.plan([root], there);
    expect(items.filter(({ name }) => name === 'only once')).toHaveLength(1);
    expect(items.filter(({ mimeType }) => mimeType === folderType).map(({ name }) => name)).toEqual(['round', 'above']);
  });

  it('to nothing is left out, and says so', async () => {
    const root = await makeFolder(world.ada, 'broken');
    const [gone, trashed] = [
      await makeFile(world.ada, 'gone', root),
      await makeFile(world.ada, 'trashed', await makeFolder(world.ada, 'x')),
    ];
    const link = await makeLink('to gone', root, gone);
    await makeLink('to trashed', root, trashed);
    await makeLink('to a shortcut', root, link);
    await world.ada.destroy(gone);
    await world.source.trash(trashed);
    const { byName, outcome } = await world.plan([root], there);
    expect(outcome).toBe('finished');
    for (const name of ['to gone', 'to trashed', 'to a shortcut']) {
      expect(byName.get(name)).toMatchObject({ state: 'skipped', reason: { code: 'shortcut_broken' } });
    }
  });

  it('to something that stays is left out', async () => {
    const root = await makeFolder(world.ada, 'staying');
    const form = await world.ada.make({ name: 'poll', mimeType: 'application/vnd.google-apps.form', parents: [root] });
    await makeLink('to poll', root, form);
    const { byName } = await world.plan([root], there);
    expect(byName.get('to poll')).toMatchObject({ state: 'skipped', reason: { code: 'shortcut_target_left' } });
  });

  it('to the folder that everything goes to, or one above it, is not followed', async () => {
    const target = await makeFolder(world.ada, 'target');
    const root = await makeFolder(world.ada, 'pointing');
    await makeLink('into the target', root, target);
    const { byName } = await world.plan([root], atBens(target), { destination: world.source });
    expect(byName.get('into the target')).toMatchObject({ state: 'skipped', reason: { code: 'folder_into_itself' } });
  });

  it('that was chosen itself makes place at the top', async () => {
    const outside = await makeFolder(world.ada, 'elsewhere');
    const link = await makeLink('chosen', outside, await makeFile(world.ada, 'thing', outside));
    const { byName } = await world.plan([link], there);
    expect(byName.get('thing')).toMatchObject({ parentId: null, depth: 0, newName: 'chosen', state: 'planned' });
  });

  it('goes to the trash in place of what it points to', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'emptied'), await makeFolder(world.ada, 'kept')];
    const file = await makeFile(world.ada, 'kept file', outside);
    const inner = await makeFolder(world.ada, 'kept folder', outside);
    await makeFile(world.ada, 'in kept folder', inner);
    const link = await makeLink('link', root, file);
    await makeLink('folder link', root, inner);
    const { byName } = await world.plan([root], { ...there, options: { deleteSource: true } });
    const trashes = (name: string) => {
      const item = byName.get(name);
      return item && whatToTrash(item);
    };
    expect(trashes('kept file')).toBe(link);
    expect(trashes('in kept folder')).toBeNull();
    expect(byName.get('kept folder')).toMatchObject({ cleans: false });
    expect(byName.get('emptied')).toMatchObject({ cleans: true });
  });

  it('and what it stood for are there already in a second run', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'again'), await makeFolder(world.ada, 'outside again')];
    const file = await makeFile(world.ada, 'file', root);
    await makeLink('inside', root, file);
    await makeLink('resolved', root, await makeFile(world.ada, 'far', outside));
    const target = there.destination?.folderId ?? '';
    const copy = await world.ben.make({ name: 'again', mimeType: folderType, parents: [target] });
    const copied = { mimeType: 'text/plain', parents: [copy] };
    const fileCopy = await world.ben.make({ ...copied, name: 'file' }, Buffer.from('file'));
    await world.ben.make({ ...copied, name: 'resolved' }, Buffer.from('far'));
    const link = { name: 'inside', mimeType: shortcutType, parents: [copy], shortcutDetails: { targetId: fileCopy } };
    await world.ben.make(link);
    const { byName, transfer } = await world.plan([root], there);
    for (const name of ['file', 'inside', 'far']) {
      expect(byName.get(name)).toMatchObject({ state: 'skipped', reason: { code: 'already_there' } });
    }
    expect(transfer.plan).toMatchObject({ existing: 3, bytes: 0 });
  });

  it('in an import leads to the video', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'videos'), await makeFolder(world.ada, 'more videos')];
    const video = { mimeType: 'video/mp4' };
    const inside = await world.ada.make({ ...video, name: 'in.mp4', parents: [root] }, Buffer.from('one'));
    const beside = await world.ada.make({ ...video, name: 'out.mp4', parents: [outside] }, Buffer.from('two'));
    await makeLink('to in', root, inside);
    await makeLink('to out', root, beside);
    await makeFile(world.ada, 'words.txt', root);
    const { items, byName, transfer } = await world.plan([root], { kind: 'import', destination: null });
    expect(
      items.flatMap(({ name, action, state }) => (action === 'import' && state === 'planned' ? [name] : [])),
    ).toEqual(['in.mp4', 'out.mp4']);
    expect(byName.get('videos')).toMatchObject({ action: 'none', state: 'done' });
    expect(byName.get('words.txt')).toMatchObject({ state: 'skipped', reason: { code: 'not_a_video' } });
    expect(transfer).toMatchObject({ phase: 'copy', plan: { bytes: 6, roomBytes: null } });
  });
});
