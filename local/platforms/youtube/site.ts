import { statSync } from 'node:fs';
import { type Answer, emptyAnswer, htmlAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { thumbnailPath } from './thumbnails-set.ts';
import { isVisible } from './video.ts';
import { renderHomePage, renderNoVideoPage, renderWatchPage } from './watch-page.ts';
import { findChannel, toBaseUrl, type Youtube } from './youtube.ts';

/** `GET /`: everything on all simulated channels. */
export function handleHomePage(youtube: Youtube, exchange: Exchange): Answer {
  const videos = youtube.videos.listAll().reverse();
  const entries = videos.map((video) => ({ video, channel: findChannel(youtube, video.channelId) }));
  return htmlAnswer(200, renderHomePage(entries, toBaseUrl(exchange)));
}

/** `GET /watch?v=…` and `/shorts/…`: what a visitor would see. 404 for what is not visible to visitors. */
export function handleWatchPage(youtube: Youtube, exchange: Exchange): Answer {
  const id = exchange.query.get('v') ?? /^\/shorts\/(.+)$/.exec(exchange.path)?.[1] ?? '';
  const video = youtube.videos.find(id);
  const channel = video && findChannel(youtube, video.channelId);
  if (!video || !channel) return htmlAnswer(404, renderNoVideoPage());
  const page = renderWatchPage({ video, channel, baseUrl: toBaseUrl(exchange) });
  return htmlAnswer(isVisible(video) ? 200 : 404, page);
}

/** `GET /media/…`: the kept bytes, with ranges so that a player can seek. */
export function handleMedia(youtube: Youtube, exchange: Exchange): Answer {
  const video = youtube.videos.find(exchange.path.slice('/media/'.length));
  if (!video || video.fileId === null || video.bytes === 0) return emptyAnswer(404);
  const path = youtube.sessions.filePath(video.fileId);
  if (!statSync(path, { throwIfNoEntry: false })) return emptyAnswer(404);
  const type = video.contentType === 'application/octet-stream' ? 'video/mp4' : video.contentType;
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(exchange.request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(range?.[2] ? Number(range[2]) : video.bytes - 1, video.bytes - 1);
  if (start > end) return emptyAnswer(416, { 'content-range': `bytes */${video.bytes}` });
  const partial = { ...headers, 'content-range': `bytes ${start}-${end}/${video.bytes}` };
  return { status: range ? 206 : 200, headers: range ? partial : headers, file: { path, start, end } };
}

/** `GET /vi/<id>/<size>.jpg`: the custom thumbnail, or a drawn one. */
export function handleThumbnailImage(youtube: Youtube, exchange: Exchange): Answer {
  const id = exchange.path.split('/')[2] ?? '';
  const video = youtube.videos.find(id);
  if (!video) return emptyAnswer(404);
  if (!video.thumbnail) return drawnPicture(video.metadata.title, 320, 180);
  const path = thumbnailPath(youtube, id);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return emptyAnswer(404);
  return {
    status: 200,
    headers: { 'content-type': video.thumbnail.contentType },
    file: { path, start: 0, end: size - 1 },
  };
}

/** `GET /avatar/<channel>.svg`. */
export function handleAvatar(youtube: Youtube, exchange: Exchange): Answer {
  const id = /^\/avatar\/(.+)\.svg$/.exec(exchange.path)?.[1] ?? '';
  const channel = findChannel(youtube, id);
  return channel ? drawnPicture(channel.title, 88, 88) : emptyAnswer(404);
}

/** A coloured tile with the first letter; the colour follows from the text. */
function drawnPicture(text: string, width: number, height: number): Answer {
  const hue = [...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 360;
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '·';
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml' },
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="hsl(${hue} 55% 38%)"/><text x="50%" y="50%" fill="#fff" font-family="system-ui,sans-serif" font-size="${height / 2}" text-anchor="middle" dominant-baseline="central">${letter}</text></svg>`,
  };
}
