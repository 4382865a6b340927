import { escapeHtml } from '../../contract/docs-page/html.ts';
import type { MailMessage } from './mail-sender.ts';
import type { MailWords } from './mail-texts.ts';

type Content = Pick<MailMessage, 'subject' | 'text' | 'html'>;

const foot = 'Hopper';
const style = {
  body: 'margin:0;padding:24px;background:#f5f4f7;color:#1c1b1f;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif',
  card: 'max-width:34rem;margin:0 auto;padding:24px;background:#fff;border-radius:12px',
  button: 'display:inline-block;padding:10px 18px;border-radius:8px;background:#4f46e5;color:#fff;text-decoration:none',
  foot: 'max-width:34rem;margin:16px auto 0;color:#6b6875;font-size:13px',
} as const;

/** A mail as plain text and as simple HTML that says the same: no pictures, nothing loaded, nobody counted. */
export function renderMail({ subject, paragraphs, action, after = [] }: MailWords): Content {
  const text = [...paragraphs, ...(action ? [`${action.label}: ${action.url}`] : []), ...after, `-- \n${foot}`];
  const button = action
    ? `<p><a href="${escapeHtml(action.url)}" style="${escapeHtml(style.button)}">${escapeHtml(action.label)}</a></p>`
    : '';
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="${escapeHtml(style.body)}"><div style="${style.card}">${toParagraphs(paragraphs)}${button}${toParagraphs(after)}</div>
<p style="${style.foot}">${foot}</p></body></html>`;
  return { subject, text: text.join('\n\n'), html };
}

function toParagraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
}
