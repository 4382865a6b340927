import * as z from 'zod';

/** Where a post stands. */
export const PostStatus = z.enum([
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
  'reconnect',
  'needs_check',
  'published',
  'failed',
  'cancelled',
]);
