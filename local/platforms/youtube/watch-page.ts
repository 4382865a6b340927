import type { SimulatedChannel } from '../google-oauth/simulated-accounts.ts';
import { escapeHtml, renderPage } from '../http/html.ts';
import { isVisible, type Video } from './video.ts';

export interface WatchView {
  readonly video: Video;
  readonly channel: SimulatedChannel;
  readonly baseUrl: string;
}

/** The page of one video: what visitors see, and for the person who runs the simulation also what they do not. */
export function renderWatchPage({ video, channel, baseUrl }: WatchView): string {
  const { metadata } = video;
  const player =
    video.fileId === null
      ? '<p class="soft">The bytes of this video were not kept (too large); size and hash are in the ledger.</p>'
      : `<video controls preload="metadata" src="${baseUrl}/media/${video.id}" poster="${baseUrl}/vi/${video.id}/high.jpg"></video>`;
  return renderPage(
    `${metadata.title} – simulated YouTube`,
    `<p><a href="${baseUrl}/">Simulated YouTube</a></p>
${isVisible(video) ? '' : '<p class="note">Visitors see “Video unavailable”. It is shown here because this is a simulation.</p>'}
${player}
<h1>${escapeHtml(metadata.title)}</h1>
<p class="soft">${escapeHtml(channel.title)} · ${escapeHtml(channel.handle)} · ${describeVisibility(video)}</p>
<p style="white-space: pre-wrap">${escapeHtml(metadata.description)}</p>
<p class="soft">${metadata.tags.map((tag) => `#${escapeHtml(tag)}`).join(' ')}</p>
<table>
<tr><th>Video id</th><td><code>${video.id}</code></td></tr>
<tr><th>State</th><td>${video.uploadStatus} (${video.processingStatus})${escapeHtml(describeTrouble(video))}</td></tr>
<tr><th>Duration</th><td>${describeDuration(video)}</td></tr>
<tr><th>Size</th><td>${video.bytes.toLocaleString('en')} bytes</td></tr>
<tr><th>SHA-256</th><td><code>${video.sha256}</code></td></tr>
<tr><th>Made for kids</th><td>${metadata.selfDeclaredMadeForKids ? 'yes' : 'no'}</td></tr>
<tr><th>Altered content</th><td>${metadata.containsSyntheticMedia ? 'disclosed' : 'no'}</td></tr>
</table>`,
    'wide',
  );
}

/** All videos of all channels, newest first. */
export function renderHomePage(
  entries: readonly { video: Video; channel: SimulatedChannel | undefined }[],
  baseUrl: string,
): string {
  const rows = entries.map(
    ({ video, channel }) => `<tr>
<td><img src="${baseUrl}/vi/${video.id}/default.jpg" alt="" width="120" height="68"></td>
<td><a href="${baseUrl}/watch?v=${video.id}">${escapeHtml(video.metadata.title)}</a><br>
<span class="soft">${escapeHtml(channel?.title ?? '')}</span></td>
<td>${describeVisibility(video)}</td><td>${video.uploadStatus}</td></tr>`,
  );
  const table = `<table><tr><th></th><th>Video</th><th>Visibility</th><th>State</th></tr>${rows.join('\n')}</table>`;
  return renderPage(
    'Simulated YouTube',
    `<h1>Simulated YouTube</h1>${entries.length === 0 ? '<p class="soft">Nothing has been uploaded yet.</p>' : table}`,
    'wide',
  );
}

export function renderNoVideoPage(): string {
  return renderPage('Video unavailable', '<h1>Video unavailable</h1><p>This video does not exist or was removed.</p>');
}

function describeVisibility(video: Video): string {
  const { privacy, publishAtMs } = video.metadata;
  if (privacy !== 'private') return isVisible(video) ? privacy : `${privacy}, but not shown`;
  if (publishAtMs === null) return video.locked ? 'private (the project is locked to private)' : 'private';
  return `private, public at ${new Date(publishAtMs).toISOString()}`;
}

function describeDuration({ durationMs }: Video): string {
  return durationMs === null ? 'unknown' : `${(durationMs / 1000).toLocaleString('en')} s`;
}

function describeTrouble(video: Video): string {
  const reason = video.failureReason ?? video.rejectionReason;
  return reason === null ? '' : `: ${reason}`;
}
