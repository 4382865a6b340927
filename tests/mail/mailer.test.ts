import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { MailError, type MailMessage } from '../../shared/domain/mail/mail-sender.ts';
import { sendMail } from '../../shared/worker/mails/send-mail.ts';
import { sendMails } from '../../shared/worker/mails/send-mails.ts';
import { createMailWorld, leaseMs, type MailWorld, origin } from './support/mail-world.ts';

const minute = 60_000;
const hour = 60 * minute;

let world: MailWorld;
beforeAll(async () => {
  world = await createMailWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.advance(48 * hour);
  await world.sendDue();
  world.sent.length = 0;
  world.log.length = 0;
  world.told.length = 0;
});

const refuseWith = (kind: MailError['kind']) => ({
  sender: { send: () => Promise.reject(new MailError(kind, 'SES says no')) },
});
const readRows = async () =>
  (await world.table.client.send(new ScanCommand({ TableName: world.table.name }))).Items ?? [];
const readTable = async () => JSON.stringify(await readRows());
const countTokens = async () => (await readRows()).filter(({ sk }) => sk === 'MAIL-TOKEN#reset_password').length;
const tokenOf = (mail: MailMessage | undefined) => /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';

it('sends every kind of mail to who is meant, the words the same as text and as HTML', async () => {
  const userId = await world.addUser('ada@example.com', null);
  const receipt = { receiptId: 'R-1', removedAt: world.clock.now(), counts: { videos: 3, posts: 7 } };
  await world.outbox.add({ kind: 'verify_email', userId, email: 'ada@example.com' });
  await world.outbox.add({ kind: 'reset_password', email: 'ada@example.com' });
  await world.outbox.add({ kind: 'confirm_new_email', userId, newEmail: 'ada@new.example' });
  await world.outbox.add({ kind: 'email_changed', to: 'ada@old.example' });
  await world.outbox.add({ kind: 'password_changed', userId });
  await world.outbox.add({ kind: 'account_deleted', to: 'gone@example.com', receipt });
  await world.sendDue();
  expect(world.sent.map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
    'ada@example.com: Confirm your e-mail address',
    'ada@example.com: Set a new password',
    'ada@example.com: Your password was changed',
    'ada@new.example: Confirm your new e-mail address',
    'ada@old.example: Your e-mail address was changed',
    'gone@example.com: Your account was deleted',
  ]);
  for (const { text, html } of world.sent) {
    const firstLine = text.split('\n')[0] ?? '';
    expect(html).toContain(`<p>${firstLine.replaceAll("'", '&#39;')}</p>`);
    for (const url of text.match(/https:\S+/g) ?? []) expect(html).toContain(`href="${url}"`);
  }
  expect(world.sent.find(({ to }) => to.startsWith('gone'))?.text).toContain('videos: 3');
  expect(await world.listDue()).toEqual([]);
});

it('makes a secret only when it sends, and stores nothing of it but a hash', async () => {
  const email = 'secret@example.com';
  await world.addUser(email);
  await world.outbox.add({ kind: 'reset_password', email });
  const before = await countTokens();
  await world.sendDue();
  const token = tokenOf(world.sent[0]);
  expect(world.sent[0]?.text).toContain(`${origin}/reset-password#token=${token}`);
  expect(await countTokens()).toBe(before + 1);
  expect(await readTable()).not.toContain(token);
});

it('keeps in the log of its owner that a new password was asked for, from where and when: once', async () => {
  const email = 'asked@example.com';
  const userId = await world.addUser(email);
  const asked = { sourceIp: '198.51.100.7', userAgent: 'Firefox' };
  await world.outbox.add({ kind: 'reset_password', email, asked });
  await world.outbox.add({ kind: 'reset_password', email: 'unknown@example.com', asked });
  const orderedAt = world.clock.now();
  await world.sendDue(refuseWith('transient'));
  world.advance(5 * minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
  const { events } = await world.audit.list(userId, { limit: 10, now: world.clock.now() });
  expect(events).toEqual([
    {
      eventId: expect.any(String),
      at: orderedAt,
      what: 'password_reset_asked',
      about: null,
      ip: '198.51.100.7',
      userAgent: 'Firefox',
    },
  ]);
});

it('gives a link for one thing no power over another, and an end', async () => {
  const userId = await world.addUser('links@example.com');
  await world.outbox.add({ kind: 'reset_password', email: 'links@example.com' });
  await world.sendDue();
  const token = tokenOf(world.sent[0]);
  expect(await world.tokens.verify_email.take(token)).toBeUndefined();
  expect(await world.tokens.reset_password.take(token)).toEqual({
    userId,
    email: 'links@example.com',
    validUntil: world.clock.now() + 30 * minute,
  });
  expect(await world.tokens.reset_password.take(token)).toBeUndefined();
});

it.each([
  ['an address that nobody has', async () => ({ kind: 'reset_password', email: 'nobody@example.com' }) as const],
  ['an account that is gone', async () => ({ kind: 'password_changed', userId: 'user-gone' }) as const],
  [
    'an address that is proved already',
    async () => {
      const userId = await world.addUser('proved@example.com', 1);
      return { kind: 'verify_email', userId, email: 'proved@example.com' } as const;
    },
  ],
  [
    'an address that the account has left',
    async () => {
      const userId = await world.addUser('moved@example.com', null);
      return { kind: 'verify_email', userId, email: 'before@example.com' } as const;
    },
  ],
])('forgets a mail to %s', async (_who, order) => {
  await world.outbox.add(await order());
  await world.sendDue();
  expect(world.sent).toEqual([]);
  world.advance(hour);
  expect(await world.listDue()).toEqual([]);
});

it('sends the others when one fails, and says that one has', async () => {
  for (const name of ['first', 'second', 'third']) await world.addUser(`${name}@example.com`);
  for (const name of ['first', 'second', 'third'])
    await world.outbox.add({ kind: 'reset_password', email: `${name}@example.com` });
  const sender = {
    send: async (message: MailMessage) => {
      if (message.to === 'second@example.com') throw new Error('not an error of SES');
      world.sent.push(message);
    },
  };
  const due = await world.listDue();
  await expect(sendMails({ ...world.deps, sender }, due, Infinity)).rejects.toThrow('1 mails failed.');
  expect(world.sent.map(({ to }) => to).sort()).toEqual(['first@example.com', 'third@example.com']);
  world.advance(leaseMs + 1);
  expect(await world.listDue()).toHaveLength(1);
});

it('hears at once of a mail that is due, of a later one from the sweeper, and misses none whose hint is lost', async () => {
  const hinted: string[] = [];
  const hints = {
    send: async (keys: readonly { mailId: string }[]) => {
      hinted.push(...keys.map(({ mailId }) => mailId));
      throw new Error('Lambda does not answer.');
    },
  };
  const outbox = createMailOutbox(world.table, world.clock, () => 'now', hints);
  const userId = await world.addUser('hinted@example.com');
  await outbox.add({ kind: 'password_changed', userId });
  await outbox.add({ kind: 'digest', userId });
  expect(hinted).toEqual(['now']);
  expect(await world.listDue()).toEqual([]);
  world.advance(minute);
  expect(await world.listDue()).toEqual([{ ownerId: userId, mailId: 'now' }]);
});

it('begins no mail when its time is over, and loses none', async () => {
  await world.addUser('late@example.com');
  await world.outbox.add({ kind: 'reset_password', email: 'late@example.com' });
  await sendMails(world.deps, await world.listDue(), world.clock.now() - 1);
  expect(world.sent).toEqual([]);
  expect(await world.listDue()).toHaveLength(1);
});

it('sends once however many hints come at the same time', async () => {
  await world.addUser('many@example.com');
  await world.outbox.add({ kind: 'reset_password', email: 'many@example.com' });
  const [key] = await world.listDue();
  if (!key) throw new Error('nothing is due');
  await Promise.all(Array.from({ length: 8 }, () => sendMail(world.deps, key)));
  expect(world.sent).toHaveLength(1);
});

it('sends again what a mailer died over, once its lease is over', async () => {
  await world.addUser('again@example.com');
  await world.outbox.add({ kind: 'reset_password', email: 'again@example.com' });
  const mails = { ...world.mails, remove: () => Promise.reject(new Error('killed')) };
  await expect(world.sendDue({ mails })).rejects.toThrow('killed');
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
  world.advance(leaseMs);
  await world.sendDue();
  expect(world.sent).toHaveLength(2);
  world.advance(hour);
  expect(await world.listDue()).toEqual([]);
});

it('waits longer each time SES has no room, and gives up after a day', async () => {
  await world.addUser('wait@example.com');
  await world.outbox.add({ kind: 'reset_password', email: 'wait@example.com' });
  await world.sendDue(refuseWith('transient'));
  expect(await world.listDue()).toEqual([]);
  world.advance(minute);
  await world.sendDue(refuseWith('transient'));
  world.advance(minute);
  expect(await world.listDue()).toEqual([]);
  world.advance(minute);
  await world.sendDue();
  expect(world.sent).toHaveLength(1);

  await world.outbox.add({ kind: 'reset_password', email: 'wait@example.com' });
  for (let hours = 0; hours < 27; hours += 1) {
    await world.sendDue(refuseWith('transient'));
    world.advance(hour);
  }
  expect(world.log.at(-1)).toEqual({ level: 'error', message: 'mail given up' });
  const [delayed, sent, refused] = [{ Outcome: 'delayed' }, { Outcome: 'sent' }, { Outcome: 'refused' }];
  expect(world.told.slice(0, 3)).toEqual([delayed, delayed, sent]);
  expect(world.told.at(-1)).toEqual(refused);
  expect(await world.listDue()).toEqual([]);
});

it('gives up at once what SES refuses, notes why, and sends the next mail all the same', async () => {
  const email = 'refused@example.com';
  await world.addUser(email);
  await world.outbox.add({ kind: 'reset_password', email });
  await world.sendDue(refuseWith('refused'));
  world.advance(24 * hour);
  expect(await world.listDue()).toEqual([]);
  expect(await readTable()).toContain('"failure":"refused"');
  await world.outbox.add({ kind: 'reset_password', email });
  await world.sendDue();
  expect(world.sent).toHaveLength(1);
});

it('leaves a mail alone that is not due', async () => {
  const userId = await world.addUser('early@example.com');
  await world.outbox.add({ kind: 'digest', userId });
  expect(await world.mails.claim({ ownerId: userId, mailId: 'DIGEST' }, world.clock.now(), leaseMs)).toBeUndefined();
});
