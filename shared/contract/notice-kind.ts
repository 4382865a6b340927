import * as z from 'zod';

/** What a user may be told of by mail, and may not want to be told of. */
export const noticeKinds = ['post_failed', 'needs_check', 'needs_reconnect'] as const;
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;
