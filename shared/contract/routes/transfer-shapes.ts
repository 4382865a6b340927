import * as z from 'zod';

const Cause = z.object({ code: z.string(), message: z.string() });

export const TransferStatus = z
  .enum(['planning', 'planned', 'running', 'waiting', 'paused', 'reconnect', 'done', 'partial', 'failed', 'cancelled'])
  .describe(
    'planned = the plan is ready and waits for `run`; waiting = goes on by itself at `waits_until`; reconnect = connect the account again; partial = some items have failed, `retry` tries those again',
  );

export const ItemStatus = z.enum(['planned', 'running', 'waiting', 'done', 'skipped', 'failed']);

/** The options of an order, as they are sent and shown. */
export const transferOptions = {
  on_existing: z
    .enum(['skip', 'rename', 'replace'])
    .describe(
      'When the folder has a file of that name: leave it, put the new one beside it under another name, or give it the new content. A file with the same bytes is never sent again, folders are merged.',
    ),
  delete_source: z
    .boolean()
    .describe('Lay each source file in its trash once its copy is verified. Needs a source session that may do so.'),
  bytes_per_second: z
    .number()
    .int()
    .min(65_536)
    .max(10_000_000_000)
    .nullable()
    .describe('Over all files together; null = as fast as it goes'),
  export_formats: z
    .object({
      document: z.enum(['docx', 'odt', 'rtf', 'pdf', 'txt', 'html', 'epub', 'md', 'leave']),
      spreadsheet: z.enum(['xlsx', 'ods', 'pdf', 'csv', 'tsv', 'html', 'leave']),
      presentation: z.enum(['pptx', 'odp', 'pdf', 'txt', 'leave']),
      drawing: z.enum(['pdf', 'jpg', 'png', 'svg', 'leave']),
      script: z.enum(['json', 'leave']),
      vid: z.enum(['mp4', 'leave']),
    })
    .describe('What becomes of Google documents, which have no bytes of their own; leave = they are not moved'),
};

/** What a dry run has found, and what the run then does. */
export const Plan = z.object({
  complete: z.boolean().describe('False while folders are still being looked at'),
  files: z.number(),
  folders: z.number(),
  bytes: z.number().describe('To be sent; what is there already or cannot be moved is not in it'),
  existing: z.number().describe('Files that the destination has already, byte for byte'),
  skipped: z.number().describe('Files that are left out; each item says why'),
  days: z.number().describe('At the 750 GB a day that Google lets one account upload'),
  room_bytes: z.number().nullable().describe('Free at the destination; null = unlimited or unknown'),
  fits: z.boolean(),
  notes: z
    .array(z.object({ code: z.string(), message: z.string(), files: z.number() }))
    .describe('What will not be quite the same at the destination'),
});

export const Transfer = z.object({
  id: z.string(),
  kind: z.enum(['copy', 'import']),
  status: TransferStatus,
  source: z.object({ email: z.string() }),
  destination: z
    .object({ email: z.string(), folder_id: z.string(), folder_name: z.string() })
    .nullable()
    .describe('Null for an import into the queue'),
  chosen: z
    .object({
      count: z.number(),
      names: z.array(z.string()).describe('Of the first three that are there, once looked at'),
    })
    .describe('What is moved'),
  options: z.object(transferOptions),
  plan: Plan,
  progress: z.object({
    items: z.number(),
    done: z.number(),
    skipped: z.number(),
    failed: z.number(),
    bytes: z.number().describe('Sent so far'),
    bytes_total: z.number(),
    bytes_per_second: z.number().nullable().describe('Over the last while; null = nothing moves'),
    seconds_left: z.number().nullable(),
  }),
  waits_until: z.iso.datetime().nullable(),
  error: Cause.nullable().describe('Why it waits, stands or has failed'),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
});

export const TransferItem = z.object({
  id: z.string().describe('Id at the source'),
  parent_id: z.string().nullable(),
  name: z.string(),
  new_name: z.string().nullable().describe('Name at the destination where it is another one'),
  mime_type: z.string(),
  action: z.enum(['folder', 'copy', 'export', 'shortcut', 'import', 'none']),
  export_type: z.string().nullable(),
  status: ItemStatus,
  bytes: z.number().nullable(),
  bytes_done: z.number(),
  notes: z.array(z.string()),
  reason: Cause.nullable(),
  destination_id: z.string().nullable(),
  video_id: z.string().nullable(),
});

export const transferParams = z.strictObject({ transferId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/) });
/** A Drive session's token in a body. */
export const sessionToken = z.string().min(1).max(128).describe('Token of a Drive session of yours');
export const driveId = z
  .string()
  .regex(/^[\w-]{1,200}$/)
  .describe('Id of a file or folder in Drive; `root` = My Drive');
