import { table, toPage } from './console-page.ts';
import type { ConsoleSources, LedgerRow } from './console-sources.ts';
import { html } from './html.ts';

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
  return toPage(
    'Hopper on this machine',
    html`<h1>Hopper on this machine</h1>
<p>What the simulated platforms hold, which function processes run, and where the local AWS services are. Only this machine can see this page.</p>
<h2>At the simulated platforms</h2>
${table(['Platform', 'Kind', 'Title', 'Privacy', 'Public since', 'Bytes'], published, 'Nothing has been published yet.')}
<h2>Function processes</h2>
${table(['Function', 'Process', 'State', 'Invocations', 'Started'], functions, 'None runs right now.')}
<h2>Addresses</h2>
<pre>${JSON.stringify(sources.endpoints, undefined, 2)}</pre>
<h2>Mail</h2>
<p>Nothing leaves this machine: <a href="/_local/mail">the mails that were sent</a>.</p>
<p>As JSON: <a href="/_local/ledger">ledger</a>, <a href="/_local/functions">functions</a>, <a href="/_local/endpoints">endpoints</a>,
<a href="/_local/faults">faults</a>, <a href="/_local/clock">clock</a>.</p>`,
  );
}
