import type { ConsoleSources, LedgerRow } from './console-sources.ts';
import { html, type Markup } from './html.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c1b1f}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{border-bottom:1px solid #ddd;padding:.4rem .6rem;text-align:left}
th{font-weight:600}code,pre{font:13px/1.4 ui-monospace,monospace}pre{background:#f5f4f7;padding:1rem;overflow:auto}`;

function table(headings: readonly string[], rows: readonly (readonly (string | Markup)[])[], empty: string): Markup {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The page at `/_local/`: plain HTML without a script; reload it to see what is new. */
export function renderConsolePage(sources: ConsoleSources, ledger: readonly LedgerRow[]): string {
  const published = ledger.map((row) => {
    const url = sources.buildWatchUrl(row);
    const title = row.title ?? row.remoteId;
    const link = url === undefined ? title : html`<a href="${url}">${title}</a>`;
    return [row.platform, row.kind, link, row.privacy ?? '', row.publishedAt ?? 'not yet', String(row.bytes ?? '')];
  });
  const functions = sources
    .listFunctions()
    .map((item) => [item.name, String(item.pid ?? ''), item.state, String(item.invocations), item.startedAt]);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hopper on this machine</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${html.raw(style)}</style></head><body>
<h1>Hopper on this machine</h1>
<p>What the simulated platforms hold, which function processes run, and where the local AWS services are. Only this machine can see this page.</p>
<h2>At the simulated platforms</h2>
${table(['Platform', 'Kind', 'Title', 'Privacy', 'Public since', 'Bytes'], published, 'Nothing has been published yet.')}
<h2>Function processes</h2>
${table(['Function', 'Process', 'State', 'Invocations', 'Started'], functions, 'None runs right now.')}
<h2>Addresses</h2>
<pre>${JSON.stringify(sources.endpoints, undefined, 2)}</pre>
<h2>Mail</h2>
<p>Hopper sends no mail yet; what it will send is going to be listed here.</p>
<p>As JSON: <a href="/_local/ledger">ledger</a>, <a href="/_local/functions">functions</a>, <a href="/_local/endpoints">endpoints</a>,
<a href="/_local/faults">faults</a>, <a href="/_local/clock">clock</a>, <a href="/_local/mail">mail</a>.</p>
</body></html>`.text;
}
