import type { IncomingMessage } from 'node:http';
import type { StoredMail } from '../ses/stored-mail.ts';
import { table, toPage } from './console-page.ts';
import type { ConsoleSources } from './console-sources.ts';
import { html, type Markup } from './html.ts';

/** `?to=somebody@example.com` asks for the mails of one address. */
export function readRecipient(query: string): string | undefined {
  return new URLSearchParams(query).get('to')?.toLowerCase();
}

/**
 * The pages of mails: `/mail` for a browser, which gets JSON only when it asks for it, `/mail/<id>` for one mail and
 * `/mail/<id>/html` for what a mail program would show.
 * @param path below `/_local`
 * @returns undefined for anything else
 */
export async function findMailPage(
  { method, headers, url = '' }: IncomingMessage,
  path: string,
  { listMails }: Pick<ConsoleSources, 'listMails'>,
): Promise<string | undefined> {
  const [, id, part] = /^\/mail(?:\/([\w-]+))?(\/html)?$/.exec(path) ?? [];
  if (method !== 'GET' || !/^\/mail(\/|$)/.test(path)) return undefined;
  if (id !== undefined) {
    const mail = (await listMails()).find(({ messageId }) => messageId === id);
    if (!mail) return undefined;
    return part ? (mail.html ?? '') : renderMail(mail);
  }
  if (!headers.accept?.includes('text/html')) return undefined;
  return renderList(await listMails(readRecipient(new URL(url, 'http://localhost').search)));
}

function renderList(mails: readonly StoredMail[]): string {
  const rows = mails.map(({ messageId, at, to, subject, fate }) => [
    at,
    to,
    html`<a href="/_local/mail/${messageId}">${subject}</a>`,
    fate,
  ]);
  const list = table(['Sent', 'To', 'Subject', 'Fate'], rows, 'No mail has been sent yet.');
  return toPage('Mails', html`<p><a href="/_local/">Hopper on this machine</a></p><h1>Mails</h1>${list}`);
}

function renderMail({ messageId, at, from, to, subject, text, html: formatted, headers, fate }: StoredMail): string {
  const facts = Object.entries({ From: from, To: to, Sent: at, Fate: fate, ...headers });
  const link =
    formatted === null ? html`` : html`<p><a href="/_local/mail/${messageId}/html">As a mail program shows it</a></p>`;
  return toPage(
    subject,
    html`<p><a href="/_local/mail">Mails</a></p><h1>${subject}</h1>${table(['Header', 'Value'], facts, '')}
<pre style="white-space:pre-wrap">${linkAddresses(text ?? '')}</pre>${link}`,
  );
}

/** Makes addresses in a text something to press. */
function linkAddresses(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) => (index % 2 ? html`<a href="${piece}">${piece}</a>` : html`${piece}`));
}
