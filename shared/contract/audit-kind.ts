import * as z from 'zod';

/** What the log of an account's security tells about. */
export const AuditKind = z
  .enum([
    'registered',
    'signed_in',
    'sign_in_failed',
    'signed_out',
    'sessions_ended',
    'password_changed',
    'password_reset_asked',
    'password_reset',
    'email_change_asked',
    'email_changed',
    'email_verified',
    'token_made',
    'token_revoked',
    'tokens_ended',
    'connection_made',
    'connection_removed',
    'drive_opened',
    'drive_closed',
    'export_taken',
    'deletion_asked',
  ])
  .describe('What happened. More kinds may come.');
export type AuditKind = z.infer<typeof AuditKind>;
