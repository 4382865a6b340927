import { statSync } from 'node:fs';
import { type Answer, emptyAnswer, htmlAnswer } from '../http/answer.ts';
import { escapeHtml, renderPage } from '../http/html.ts';
import type { Exchange } from '../platform.ts';
import { isPubliclyAvailable, type TiktokTask } from './publish/task.ts';
import { type Tiktok, toTiktokUrl } from './tiktok.ts';

/** `GET /`: everything at simulated TikTok, newest first. */
export function handleTiktokHome(tiktok: Tiktok, exchange: Exchange): Answer {
  const base = toTiktokUrl(exchange);
  const rows = tiktok.tasks
    .listAll()
    .reverse()
    .map(
      (
        task,
      ) => `<tr><td><a href="${escapeHtml(`${base}/publish/${task.publishId}`)}">${escapeHtml(titleOf(task))}</a></td>
<td>@${escapeHtml(usernameOf(tiktok, task))}</td><td>${task.post?.privacy ?? 'draft'}</td><td>${task.state}</td></tr>`,
    );
  const table = `<table><tr><th>Video</th><th>Account</th><th>Privacy</th><th>State</th></tr>${rows.join('\n')}</table>`;
  const body = rows.length === 0 ? '<p class="soft">Nothing has been posted yet.</p>' : table;
  return htmlAnswer(200, renderPage('Simulated TikTok', `<h1>Simulated TikTok</h1>${body}`, 'wide'));
}

/** `GET /@<username>/video/<number>`: what a visitor sees. 404 for what visitors do not see. */
export function handleTiktokVideo(tiktok: Tiktok, exchange: Exchange): Answer {
  const number = exchange.path.split('/').at(-1) ?? '';
  const task = tiktok.tasks.listAll().find(({ postId }) => postId === number);
  if (!task) return notThere();
  return htmlAnswer(isPubliclyAvailable(task, exchange.nowMs) ? 200 : 404, renderTask(tiktok, exchange, task));
}

/** `GET /publish/<publish id>`: a post or draft as the person who runs the simulation may see it. */
export function handleTiktokTask(tiktok: Tiktok, exchange: Exchange): Answer {
  const task = tiktok.tasks.find(decodeURIComponent(exchange.path.slice('/publish/'.length)));
  return task ? htmlAnswer(200, renderTask(tiktok, exchange, task)) : notThere();
}

/** `GET /media/<publish id>`: the kept bytes. */
export function handleTiktokMedia({ tasks }: Tiktok, exchange: Exchange): Answer {
  const task = tasks.find(decodeURIComponent(exchange.path.slice('/media/'.length)));
  const path = task && tasks.filePath(task.uploadId);
  const bytes = (path && task.arrivedAtMs !== null && statSync(path, { throwIfNoEntry: false })?.size) || 0;
  if (!path || bytes === 0) return emptyAnswer(404);
  return { status: 200, headers: { 'content-type': 'video/mp4' }, file: { path, start: 0, end: bytes - 1 } };
}

/** `GET /avatar/<account>.svg`. */
export function handleTiktokAvatar({ options }: Tiktok, exchange: Exchange): Answer {
  const id = /^\/avatar\/(.+)\.svg$/.exec(exchange.path)?.[1];
  const account = options.accounts.find((candidate) => candidate.id === id);
  if (!account) return emptyAnswer(404);
  const letter = escapeHtml(account.name.slice(0, 1));
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml' },
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 88"><rect width="100%" height="100%" fill="#161823"/><text x="50%" y="50%" fill="#25f4ee" font-family="system-ui,sans-serif" font-size="44" text-anchor="middle" dominant-baseline="central">${letter}</text></svg>`,
  };
}

function renderTask(tiktok: Tiktok, exchange: Exchange, task: TiktokTask): string {
  const base = toTiktokUrl(exchange);
  const { post } = task;
  const isKept = task.arrivedAtMs !== null && task.kept && task.state !== 'failed' && task.state !== 'removed';
  const source = escapeHtml(`${base}/media/${encodeURIComponent(task.publishId)}`);
  const rows: [string, string][] = [
    ['Publish id', task.publishId],
    ['Video id', task.postId],
    ['State', `${task.state}${task.failReason === '' ? '' : `: ${task.failReason}`}`],
    ['Privacy', post?.privacy ?? 'draft in the inbox'],
    ['Comments', post?.allowsComments ? 'allowed' : 'off'],
    ['Duet', post?.allowsDuet ? 'allowed' : 'off'],
    ['Stitch', post?.allowsStitch ? 'allowed' : 'off'],
    ['Paid partnership', post?.brandedContent ? 'yes' : 'no'],
    ['Promotes its creator', post?.ownBusiness ? 'yes' : 'no'],
    ['AI-generated', post?.aiGenerated ? 'yes' : 'no'],
    ['Cover', `frame at ${post?.coverTimestampMs ?? 0} ms`],
    ['Size', `${task.videoSize.toLocaleString('en')} bytes`],
    ['SHA-256', task.sha256 ?? ''],
  ];
  return renderPage(
    `${titleOf(task)} – simulated TikTok`,
    `<p><a href="${base}/">Simulated TikTok</a></p>
${isPubliclyAvailable(task, exchange.nowMs) ? '' : '<p class="note">Visitors do not see this.</p>'}
${isKept ? `<video controls preload="metadata" src="${source}"></video>` : ''}
<h1>${escapeHtml(titleOf(task))}</h1>
<p class="soft">@${escapeHtml(usernameOf(tiktok, task))}</p>
<table>${rows.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}</table>`,
    'wide',
  );
}

function titleOf({ post }: TiktokTask): string {
  return post?.title || (post ? 'Without a caption' : 'Draft');
}

function usernameOf({ options }: Tiktok, { accountId }: TiktokTask): string {
  return options.accounts.find(({ id }) => id === accountId)?.username ?? '';
}

function notThere(): Answer {
  return htmlAnswer(404, renderPage('Not available', '<h1>Video currently unavailable</h1>'));
}
