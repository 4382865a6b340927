import * as z from 'zod';
import { PlatformName } from '../../contract/platform-names.ts';
import type { DueWork } from '../../domain/posts/work-index.ts';

const workAt = z.iso.datetime().transform((value) => Date.parse(value));
/** A row of the work index, whatever it is of, as the sweeper knows it. */
export const WorkItem = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('post'),
      ownerId: z.string(),
      postId: z.string(),
      platform: PlatformName,
      workAt,
      notBefore: z.number(),
      nudges: z.number().default(0),
      correlationId: z.string().optional(),
    })
    .transform(
      ({ ownerId, postId, workAt: lookAt, ...row }): DueWork => ({
        ...row,
        key: { ownerId, postId },
        lookAt,
      }),
    ),
  z
    .object({
      kind: z.literal('connection'),
      ownerId: z.string(),
      connectionId: z.string(),
      platform: PlatformName,
      workAt,
      nudges: z.number().default(0),
    })
    .transform(({ workAt: lookAt, ...row }): DueWork => ({ ...row, lookAt })),
  z
    .object({
      kind: z.literal('drive-account'),
      ownerId: z.string(),
      connectionId: z.string(),
      workAt,
      nudges: z.number().default(0),
    })
    .transform(({ workAt: lookAt, ...row }): DueWork => ({ ...row, lookAt })),
  z
    .object({
      kind: z.enum(['copy', 'import']),
      ownerId: z.string(),
      transferId: z.string(),
      workAt,
      notBefore: z.number(),
      nudges: z.number().default(0),
      correlationId: z.string().optional(),
    })
    .transform(
      ({ ownerId, transferId, workAt: lookAt, ...row }): DueWork => ({
        ...row,
        kind: 'transfer',
        key: { ownerId, transferId },
        lookAt,
      }),
    ),
  z
    .object({
      kind: z.literal('mail'),
      ownerId: z.string(),
      mailId: z.string(),
      workAt,
      dueAt: z.number(),
      nudges: z.number().default(0),
    })
    .transform(
      ({ ownerId, mailId, workAt: lookAt, dueAt: notBefore, nudges }): DueWork => ({
        kind: 'mail',
        key: { ownerId, mailId },
        lookAt,
        notBefore,
        nudges,
      }),
    ),
  z
    .object({
      kind: z.literal('removal'),
      receiptId: z.string(),
      workAt,
      askedAt: z.number(),
      notBefore: z.number(),
      nudges: z.number().default(0),
    })
    .transform(
      ({ workAt: lookAt, askedAt, notBefore, ...row }): DueWork => ({
        ...row,
        lookAt,
        notBefore: Math.max(askedAt, notBefore),
      }),
    ),
  z
    .object({ kind: z.literal('video'), ownerId: z.string(), videoId: z.string(), workAt })
    .transform(({ ownerId, videoId, workAt: lookAt }): DueWork => ({ kind: 'video', ownerId, videoId, lookAt })),
]);
