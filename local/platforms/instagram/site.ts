import { statSync } from 'node:fs';
import { type Answer, emptyAnswer, htmlAnswer, jsonAnswer } from '../http/answer.ts';
import { escapeHtml, renderPage } from '../http/html.ts';
import type { Exchange } from '../platform.ts';
import { type Instagram, toBaseUrl } from './instagram.ts';
import { type Media, toPublicPath } from './media.ts';

/** `GET /`: everything that visitors could see, newest first. */
export function handleHomePage(instagram: Instagram, exchange: Exchange): Answer {
  const baseUrl = toBaseUrl(exchange);
  const rows = shown(instagram).map((media) => {
    const username = usernameOf(instagram, media);
    const caption = escapeHtml(media.caption.slice(0, 80) || '(no caption)');
    return `<tr><td><a href="${baseUrl}${toPublicPath(media, username)}">${caption}</a></td>
<td>@${escapeHtml(username)}</td><td>${media.productType}</td></tr>`;
  });
  const table = `<table><tr><th>Caption</th><th>Account</th><th>Kind</th></tr>${rows.reverse().join('\n')}</table>`;
  const body = rows.length === 0 ? '<p class="soft">Nothing has been published yet.</p>' : table;
  return htmlAnswer(200, renderPage('Simulated Instagram', `<h1>Simulated Instagram</h1>${body}`, 'wide'));
}

/** `GET /reel/…`, `/p/…`, `/stories/…`: what a visitor would see. */
export function handlePublicPage(instagram: Instagram, exchange: Exchange): Answer {
  const name = exchange.path.split('/').filter(Boolean).at(-1) ?? '';
  const media = shown(instagram).find(({ shortcode, id }) => shortcode === name || id === name);
  if (!media) return htmlAnswer(404, renderPage('Not available', "<h1>Sorry, this page isn't available.</h1>"));
  return htmlAnswer(200, renderPage('Simulated Instagram', renderMediaPage(instagram, media, exchange), 'wide'));
}

function renderMediaPage(instagram: Instagram, media: Media, exchange: Exchange): string {
  const baseUrl = toBaseUrl(exchange);
  const comments = media.comments.map(
    (row) => `<p><strong>${escapeHtml(row.username)}</strong> ${escapeHtml(row.text)}</p>`,
  );
  return `<p><a href="${baseUrl}/">Simulated Instagram</a></p>
<video controls preload="metadata" src="${baseUrl}/media/${media.id}"></video>
<h1>@${escapeHtml(usernameOf(instagram, media))}</h1>
<p style="white-space: pre-wrap">${escapeHtml(media.caption)}</p>
${media.commentsEnabled ? comments.join('\n') : '<p class="soft">Comments are switched off.</p>'}
<table>
<tr><th>Media id</th><td><code>${media.id}</code></td></tr>
<tr><th>Kind</th><td>${media.productType}${media.trial ? ' (trial: not shown to followers)' : ''}</td></tr>
<tr><th>Size</th><td>${media.bytes.toLocaleString('en')} bytes</td></tr>
<tr><th>SHA-256</th><td><code>${media.sha256}</code></td></tr>
</table>`;
}

/** `GET /media/<id>`: the kept bytes, with ranges so that a player can seek. */
export function handleMediaFile(instagram: Instagram, exchange: Exchange): Answer {
  const media = shown(instagram).find(({ id }) => id === exchange.path.slice('/media/'.length));
  const path = media && instagram.filePath(media.fileId);
  const size = path === undefined ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  if (path === undefined || size === 0) return emptyAnswer(404);
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(exchange.request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(range?.[2] ? Number(range[2]) : size - 1, size - 1);
  if (start > end) return emptyAnswer(416, { 'content-range': `bytes */${size}` });
  const partial = { ...headers, 'content-range': `bytes ${start}-${end}/${size}` };
  return { status: range ? 206 : 200, headers: range ? partial : headers, file: { path, start, end } };
}

/** `GET /avatar/<username>.svg`: a coloured tile with the first letter. */
export function handleAvatar(exchange: Exchange): Answer {
  const letter = (exchange.path.split('/').at(-1) ?? '·').slice(0, 1);
  const hue = ((letter.codePointAt(0) ?? 0) * 37) % 360;
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml' },
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 88"><rect width="88" height="88" fill="hsl(${hue} 55% 38%)"/><text x="44" y="46" fill="#fff" font-family="system-ui,sans-serif" font-size="44" text-anchor="middle" dominant-baseline="central">${escapeHtml(letter)}</text></svg>`,
  };
}

/** `GET /state`: what no visitor sees, for tests: every container, and how often each was published. */
export function handleState(instagram: Instagram): Answer {
  const media = instagram.media.listAll();
  return jsonAnswer(200, {
    containers: instagram.containers.listAll().map(({ id, accountId, state, error, parameters }) => ({
      id,
      accountId,
      state,
      error,
      parameters,
      fetching: instagram.fetching.has(id),
      published: media.filter(({ containerId }) => containerId === id).length,
    })),
  });
}

function shown(instagram: Instagram): Media[] {
  return instagram.media.listAll().filter(({ deleted }) => !deleted);
}

function usernameOf(instagram: Instagram, media: Media): string {
  return instagram.meta.findInstagram(media.accountId)?.username ?? '';
}
