import type { NoticeKind } from '../../contract/notice-kind.ts';
import { platformTitles } from '../../contract/platform-names.ts';
import { cutText } from '../texts/cut-text.ts';
import type { MailWords } from './mail-texts.ts';
import type { Notice } from './notice.ts';

/** What comes before the things of one kind. */
const headings: Readonly<Record<NoticeKind, (count: number) => string>> = {
  post_failed: (count) => (count === 1 ? 'A post has failed:' : `${count} posts have failed:`),
  needs_check: (count) =>
    count === 1
      ? 'Nobody knows whether a post is out. Please look, and decide:'
      : `Nobody knows whether ${count} posts are out. Please look, and decide:`,
  needs_reconnect: (count) =>
    count === 1 ? 'An account has to be connected again:' : `${count} accounts have to be connected again:`,
};

const order: readonly NoticeKind[] = ['needs_reconnect', 'needs_check', 'post_failed'];

const titles: Readonly<Record<Notice['platform'], string>> = { ...platformTitles, 'google-drive': 'Google Drive' };

/** All that waits for its user. @param unsubscribeUrl ends mails like this one */
export function digestText(notices: readonly Notice[], origin: string, unsubscribeUrl: string): MailWords {
  const groups = order.map((kind) => ({ kind, found: notices.filter((notice) => notice.kind === kind) }));
  const [single] = notices;
  return {
    subject: notices.length === 1 && single ? toSubject(single) : `${notices.length} things in Hopper need you`,
    paragraphs: groups
      .filter(({ found }) => found.length > 0)
      .flatMap(({ kind, found }) => [headings[kind](found.length), ...found.map(toLine)]),
    action: { label: 'Open Hopper', url: origin },
    after: [`No more mails like this one: ${unsubscribeUrl}`],
  };
}

function toSubject({ kind, platform, name }: Notice): string {
  const where = titles[platform];
  const subjects: Readonly<Record<NoticeKind, string>> = {
    post_failed: `${shorten(name)} was not posted to ${where}`,
    needs_check: `Is ${shorten(name)} on ${where}?`,
    needs_reconnect: `Connect ${where} again`,
  };
  return subjects[kind];
}

function toLine({ platform, name, message }: Notice): string {
  const what = name === '' ? titles[platform] : `${titles[platform]}, ${toOneLine(name)}`;
  return `${what}: ${message}`;
}

const subjectLimit = { max: 60, unit: 'characters' } as const;

/** A subject is read at a glance. Half an emoji is no character. */
function shorten(name: string): string {
  const line = toOneLine(name);
  const start = cutText(line, subjectLimit);
  return start === line ? line : `${start}…`;
}

/** Whoever shares a Drive names its files: no name makes lines of its own, or turns what is read around. */
function toOneLine(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
