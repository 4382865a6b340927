import { escapeHtml, renderPage } from '../http/html.ts';
import type { AuthorizePageError } from './authorize-request.ts';

/** What the person sees when the request cannot be sent back to the app. */
export function renderAuthorizeErrorPage(error: AuthorizePageError): string {
  return renderPage(
    'Access blocked',
    `<h1>Access blocked: this app's request is invalid</h1>
<p>You can't sign in because this app sent an invalid request.</p>
<p class="soft">Error 400: <code>${escapeHtml(error.code)}</code></p>
<p class="soft"><code>${escapeHtml(error.message)}</code></p>`,
  );
}
