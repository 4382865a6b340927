import { csrfTokenFor } from '../../shared/http/csrf-token.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** The CSRF token of this session. Without a session no call needs one, so there is none to give. */
export const csrf: AuthEndpoint<'csrf'> = async (_input, { caller, sessionToken }) => ({
  csrf_token: caller && sessionToken !== undefined ? csrfTokenFor(sessionToken) : '',
});
