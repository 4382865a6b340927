import * as z from 'zod';
import { NoticeKind } from '../../contract/notice-kind.ts';
import { platformNames } from '../../contract/platform-names.ts';

/** Something that waits for its user. There is one about each thing: what happens to it later takes the place. */
export const Notice = z.object({
  ownerId: z.string(),
  kind: NoticeKind,
  /** The post, the connection or the Drive account. */
  subjectId: z.string(),
  platform: z.enum([...platformNames, 'google-drive']),
  /** Of the video or the account. */
  name: z.string(),
  /** What has happened and what to do, in words for its user. */
  message: z.string(),
  /** Epoch ms. */
  at: z.number(),
});
export type Notice = z.infer<typeof Notice>;

/** Notices that no mail has told of. */
export interface NoticeStore {
  put(notice: Notice): Promise<void>;
  /** The oldest first, those beyond `limit` left out. */
  list(ownerId: string, limit: number): Promise<Notice[]>;
  /** Removes what was told of; something newer about the same thing stays. */
  remove(notices: readonly Notice[]): Promise<void>;
}

/** What a user wants to be told of, and when a mail has told of something last. */
export interface NotificationStore {
  get(ownerId: string): Promise<{ muted: NoticeKind[]; digestSentAt: number }>;
  mute(ownerId: string, muted: readonly NoticeKind[]): Promise<void>;
  noteDigest(ownerId: string, at: number): Promise<void>;
}

/** What the link in a digest stands for. It works more than once, for whoever reads the mail again. */
export interface UnsubscribeLinks {
  put(secret: string, ownerId: string, now: number): Promise<void>;
  /** @returns the owner, undefined for a link that is unknown or too old */
  find(secret: string, now: number): Promise<string | undefined>;
}
