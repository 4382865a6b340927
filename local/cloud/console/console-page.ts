import { html, type Markup } from './html.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c1b1f}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{border-bottom:1px solid #ddd;padding:.4rem .6rem;text-align:left}
th{font-weight:600}code,pre{font:13px/1.4 ui-monospace,monospace}pre{background:#f5f4f7;padding:1rem;overflow:auto}`;

/** A table, or a sentence where it would be empty. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
  empty: string,
): Markup {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A page under `/_local`: plain HTML without a script. */
export function toPage(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${html.raw(style)}</style></head><body>
${content}
</body></html>`.text;
}
