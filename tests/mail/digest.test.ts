import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createDriveTokenStore } from '../../shared/adapters/dynamo/drive-token-store.ts';
import { toPostItem } from '../../shared/adapters/dynamo/post-item.ts';
import type { Notice } from '../../shared/domain/mail/notice.ts';
import type { PostState } from '../../shared/domain/posts/post.ts';
import { noticeDriveTokens } from '../../shared/worker/notices/noticed-drive-tokens.ts';
import { createTellOwner, type TellOwner } from '../../shared/worker/notices/tell-owner.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildDriveAccount } from '../support/build-drive-account.ts';
import { buildPost } from '../support/build-post.ts';
import { createMailWorld, type MailWorld, origin } from './support/mail-world.ts';

let world: MailWorld;
let tell: TellOwner;
let userId: string;
beforeAll(async () => {
  world = await createMailWorld();
});
afterAll(() => world.close());

const minute = 60_000;
const hour = 60 * minute;
let users = 0;
beforeEach(async () => {
  users += 1;
  userId = await world.addUser(`reader-${users}@example.com`);
  tell = createTellOwner({ ...world, log: world.deps.log });
  world.sent.length = 0;
});

async function addPost(postId: string, state: PostState, filename = `${postId}.mp4`) {
  const post = buildPost({ ownerId: userId, postId, state, filename });
  const Item = toPostItem(post, world.clock.now());
  await world.table.client.send(new PutCommand({ TableName: world.table.name, Item }));
}

const failed = (postId: string): Omit<Notice, 'at'> => ({
  ownerId: userId,
  kind: 'post_failed',
  subjectId: postId,
  platform: 'youtube',
  name: `${postId}.mp4`,
  message: 'The platform refused the video.',
});

it('puts everything of five minutes into one mail, by kind', async () => {
  await addPost('one', 'failed');
  await addPost('two', 'needs_check');
  await world.connections.put(buildConnection({ ownerId: userId, connectionId: 'channel', state: 'reconnect' }));
  await tell(failed('one'));
  await tell({ ...failed('two'), kind: 'needs_check', platform: 'tiktok', message: 'No answer.' });
  const ended = { kind: 'needs_reconnect', subjectId: 'channel', name: 'Ada', message: 'It has ended.' } as const;
  await tell({ ...failed('x'), ...ended });
  await world.sendDue();
  expect(world.sent).toEqual([]);
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent.map(({ to, subject }) => [to, subject])).toEqual([
    [`reader-${users}@example.com`, '3 things in Hopper need you'],
  ]);
  const { text = '' } = world.sent[0] ?? {};
  expect(text).toContain('An account has to be connected again:\n\nYouTube, Ada: It has ended.');
  expect(text).toContain('Please look, and decide:\n\nTikTok, two.mp4: No answer.');
  expect(text).toContain('A post has failed:\n\nYouTube, one.mp4: The platform refused the video.');
});

it('tells of a Drive that has to be opened again, as long as it does', async () => {
  const tokens = noticeDriveTokens(createDriveTokenStore(world.table), tell);
  const open = async (connectionId: string) => {
    const account = buildDriveAccount({ ownerId: userId, connectionId, email: `${connectionId}@example.com` });
    expect(await world.driveAccounts.put(account, 0)).toBe(true);
    await tokens.markReconnect(account);
    return account;
  };
  await open('ended');
  const opened = await open('opened-again');
  const renewed = { ...opened, tokenVersion: opened.tokenVersion + 1 };
  expect(await world.driveAccounts.put(renewed, opened.tokenVersion)).toBe(true);
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent.map(({ subject }) => subject)).toEqual(['Connect Google Drive again']);
  expect(world.sent[0]?.text).toContain('Google Drive, ended@example.com: Google has ended the access.');
  expect(await world.notices.list(userId, 10)).toEqual([]);
});

it('names a single file in a subject of one line, whatever the file is called', async () => {
  await addPost('odd', 'failed');
  await tell({ ...failed('odd'), name: `${'a'.repeat(59)}\u{1f600}\u{1f600}.mp4` });
  world.advance(5 * minute);
  await world.sendDue();
  await addPost('lines', 'failed');
  await tell({ ...failed('lines'), name: 'one\r\nBcc: two.mp4' });
  world.advance(hour + 5 * minute);
  await world.sendDue();
  expect(world.sent.map(({ subject }) => subject)).toEqual([
    `${'a'.repeat(59)}\u{1f600}… was not posted to YouTube`,
    'one Bcc: two.mp4 was not posted to YouTube',
  ]);
});

it('lets no name speak in lines of its own', async () => {
  await addPost('sly', 'failed');
  await tell({ ...failed('sly'), name: 'a.mp4\n\nYour account ends.\u2028Pay:\u202egpj.exe' });
  world.advance(2 * hour);
  await world.sendDue();
  expect(world.sent[0]?.text).toContain(
    'YouTube, a.mp4 Your account ends. Pay: gpj.exe: The platform refused the video.',
  );
  expect(world.sent[0]?.html).toContain('<p>YouTube, a.mp4 Your account ends. Pay: gpj.exe: The platform');
});

it('comes at most once an hour, and loses nothing that happens meanwhile', async () => {
  await addPost('first', 'failed');
  await tell(failed('first'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
  await addPost('second', 'failed');
  await tell(failed('second'));
  world.advance(30 * minute);
  await addPost('third', 'failed');
  await tell(failed('third'));
  await world.sendDue();
  world.advance(25 * minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
  world.advance(10 * minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(2);
  expect(world.sent[1]?.text).toContain('second.mp4');
  expect(world.sent[1]?.text).toContain('third.mp4');
  expect(world.sent[1]?.text).not.toContain('first.mp4');
});

it('tells in the next one what was noted while this one was on its way', async () => {
  await addPost('before', 'failed');
  await addPost('meanwhile', 'failed');
  await tell(failed('before'));
  world.advance(5 * minute);
  const { send } = world.deps.sender;
  await world.sendDue({
    sender: {
      send: async (message) => {
        await tell(failed('meanwhile'));
        await send(message);
      },
    },
  });
  expect(world.sent).toHaveLength(1);
  world.advance(hour + 5 * minute);
  await world.sendDue();
  expect(world.sent[1]?.text).toContain('meanwhile.mp4');
});

it('leaves out what its owner has dealt with, and is not sent when that is all', async () => {
  await addPost('mended', 'published');
  await tell(failed('mended'));
  await tell(failed('deleted'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toEqual([]);
  // No hour is waited for a mail that was none.
  await addPost('broken', 'failed');
  await tell(failed('broken'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
});

it('says nothing about what is muted', async () => {
  await addPost('muted', 'failed');
  await world.notifications.mute(userId, ['post_failed']);
  await tell(failed('muted'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toEqual([]);
  expect(await world.notices.list(userId, 10)).toEqual([]);
});

it('goes only to an address that is proved', async () => {
  userId = await world.addUser(`unproved-${users}@example.com`, null);
  await addPost('unseen', 'failed');
  await tell(failed('unseen'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toEqual([]);
});

it('carries one link that ends it, for two months', async () => {
  await addPost('linked', 'failed');
  await tell(failed('linked'));
  world.advance(5 * minute);
  await world.sendDue();
  const { unsubscribeUrl = '', text } = world.sent[0] ?? {};
  expect(unsubscribeUrl).toMatch(new RegExp(`^${origin}/api/account/unsubscribe\\?token=`));
  expect(text).toContain(unsubscribeUrl);
  const secret = unsubscribeUrl.split('=')[1] ?? '';
  const now = world.clock.now();
  expect(await world.links.find(secret, now + 59 * 24 * hour)).toBe(userId);
  expect(await world.links.find(secret, now + 61 * 24 * hour)).toBeUndefined();
  expect(await world.links.find(`${secret}x`, now)).toBeUndefined();
});

it('fails no one: what cannot be noted is logged', async () => {
  const notices = { put: () => Promise.reject(new Error('throttled')) };
  const unable = createTellOwner({ ...world, notices, log: world.deps.log });
  await unable(failed('lost'));
  expect(world.log.at(-1)).toEqual({ level: 'warn', message: 'owner not told' });
});
