/** Why a consent came to nothing, as the page is told. */
export type DriveConsentError =
  | 'access_denied'
  | 'invalid_state'
  | 'session_changed'
  | 'missing_scope'
  | 'not_signed_in'
  | 'not_set_up'
  | 'platform_error';

/** Whatever goes wrong, a person sees the page again, not JSON. */
export function noSession(reason: DriveConsentError): { readonly location: string } {
  return { location: `/?drive_error=${reason}` };
}

/** Registered at Google character by character. */
export function consentRedirectOf(origin: string, consent: string): string {
  return `${origin}/auth/${consent}/callback`;
}
