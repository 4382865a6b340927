import * as z from 'zod';

/** What a worker writes into a post's timeline. */
export const TimelineKind = z
  .enum([
    'claimed',
    'session_opened',
    'bytes_sent',
    'processing',
    'ready',
    'published',
    'waiting',
    'reconnect',
    'needs_check',
    'failed',
    'withdrawn',
    'too_late',
    'lease_lost',
  ])
  .describe('What happened. More kinds may come.');
