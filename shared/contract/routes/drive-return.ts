import * as z from 'zod';

/** What a session may be used for. */
export const DriveKind = z.enum(['source', 'destination', 'general']);

/** What is too long or comes twice counts as missing: whoever comes back is a person, who gets the page and no JSON. */
export const fromBrowser = (longest: number) => z.string().max(longest).optional().catch(undefined);

/** Where the browser ends up, for descriptions. */
export const redirects =
  'Redirects to the page with `?type={kind}&token={token}`, or with `?drive_error={reason}`: `access_denied`, `invalid_state`, `session_changed`, `missing_scope`, `not_signed_in`, `not_set_up`, `platform_error`.';
