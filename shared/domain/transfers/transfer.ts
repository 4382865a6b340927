import * as z from 'zod';
import { TransferOptions } from './transfer-options.ts';

/**
 * active: a worker has something to do, now or at `notBefore` · planned: the plan waits for its user's word · paused: by its
 * user · reconnect: a grant was revoked · done: everything is there, or was left out by plan · partial: some of it failed ·
 * failed: all of it · cancelled: by its user, what is there stays
 */
export const transferStates = [
  'active',
  'planned',
  'paused',
  'reconnect',
  'done',
  'partial',
  'failed',
  'cancelled',
] as const;
export const TransferState = z.enum(transferStates);
export type TransferState = z.infer<typeof TransferState>;

/**
 * plan: look at everything · copy: carry it · clean: lay emptied source folders in the trash · retry: put what has failed in
 * order again, then copy · remove: its user has taken it off the list, its rows go
 */
export const TransferPhase = z.enum(['plan', 'copy', 'clean', 'retry', 'remove']);
export type TransferPhase = z.infer<typeof TransferPhase>;

const Cause = z.object({ code: z.string(), message: z.string() });
export type Cause = z.infer<typeof Cause>;

const Endpoint = z.object({ connectionId: z.string(), email: z.string() });

/** Of items by what became of them; `waiting` are those not finished. */
export const TransferCounts = z.object({
  folders: z.number(),
  files: z.number(),
  waiting: z.number(),
  done: z.number(),
  skipped: z.number(),
  failed: z.number(),
});
export type TransferCounts = z.infer<typeof TransferCounts>;

/**
 * What the walk has found; it grows until the phase `copy` begins. `bytes` counts what will be sent; what is there already, is
 * left out or cannot be moved is not in it.
 */
export const TransferPlan = z.object({
  bytes: z.number(),
  /** Files that lose something on the way: documents that are exported, names that are changed, … by code of the note. */
  notes: z.record(z.string(), z.number()),
  /** Files that the destination has already. */
  existing: z.number(),
  /** Room at the destination when the plan was made; null = unlimited, or not a Drive. */
  roomBytes: z.number().nullable(),
  isComplete: z.boolean(),
});
export type TransferPlan = z.infer<typeof TransferPlan>;

/** One order: files and folders of a Drive account, to a folder of another one or into the queue. Times in epoch ms. */
export const Transfer = z.object({
  ownerId: z.string(),
  transferId: z.string(),
  kind: z.enum(['copy', 'import']),
  source: Endpoint,
  /** Null = the queue of videos. */
  destination: Endpoint.extend({
    folderId: z.string(),
    folderName: z.string(),
    /** The shared drive that the folder is in. */
    driveId: z.string().nullable().default(null),
  }).nullable(),
  /** Ids of what was chosen, until all of them were looked at. */
  roots: z.array(z.string()),
  /** How many things were chosen, and what the first of them are called: so people know one order from another. */
  chosen: z.object({ count: z.number(), names: z.array(z.string()) }).default({ count: 0, names: [] }),
  options: TransferOptions,
  state: TransferState,
  phase: TransferPhase,
  /** Goes on by itself when the plan is ready. */
  runsAtOnce: z.boolean(),
  /** Why it waits, needs its user, or has failed. */
  error: Cause.nullable(),
  /** Failures of the whole in a row, for the backoff; those of single items are theirs. */
  failures: z.number(),
  /** Refusals for rate in a row while uploading: many of them mean the limit of the day. */
  uploadRefusals: z.number(),
  notBefore: z.number(),
  /** Its user does not want to wait: the waits of single items end as well. */
  hurries: z.boolean().default(false),
  leaseUntil: z.number(),
  /** Grows with every claim and every word of its user. */
  fence: z.number(),
  /** Grows with every write of a worker: who has lost track of his own writes is refused. */
  revision: z.number().default(0),
  /** Mark of the claim that holds it, or held it last. */
  holder: z.string().nullable().default(null),
  counts: TransferCounts,
  bytesDone: z.number(),
  plan: TransferPlan,
  /** The number that the next item gets: items are worked on in this order, parents before children. */
  nextSeq: z.number(),
  /** Roots that were looked at. */
  rootsSeen: z.number(),
  /** Bytes per second over the last while; 0 = unknown. */
  speed: z.number(),
  /** The request that gave the last order, under the name that the logs know; the store notes it. */
  correlationId: z.string().optional(),
  createdAt: z.number(),
  /** When the first byte was sent. */
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  updatedAt: z.number(),
});
export type Transfer = z.infer<typeof Transfer>;
