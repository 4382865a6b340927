import type { Client } from '../shared/contract/client.ts';
import { platformTitles } from '../shared/contract/platform-names.ts';
import { element } from './element.ts';

type Video = Awaited<ReturnType<Client['listVideos']>>[number];
type Post = Video['posts'][number];

const size = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

/** One video of the queue with what became of it at every destination. */
export function videoCard(video: Video, onDelete: (video: Video) => void): HTMLElement {
  const facts = [size.format(video.file_size_bytes / 1e6)];
  if (video.media)
    facts.push(`${Math.round(video.media.duration_seconds)} s, ${video.media.width} × ${video.media.height}`);
  const remove = element('button', { type: 'button', textContent: 'Delete', title: `Delete ${video.filename}` });
  remove.disabled = video.status === 'uploading';
  remove.addEventListener('click', () => onDelete(video));
  const words = element(
    'div',
    {},
    element('div', { className: 'name', textContent: video.youtube_title, title: video.filename }),
    element('p', { className: 'quiet', textContent: `${facts.join(' · ')} · ${video.status}` }),
  );
  return element(
    'article',
    { className: 'card' },
    element('div', { className: 'row' }, words, remove),
    ...video.posts.map(postLine),
  );
}

function postLine(post: Post): HTMLElement {
  const platform = platformTitles[post.platform];
  if (post.status === 'published' && post.url) {
    const link = element('a', { href: post.url, target: '_blank', rel: 'noreferrer', textContent: 'Watch it' });
    return element('p', { className: 'quiet good' }, `Published on ${platform}. `, link);
  }
  if (post.error) return element('p', { className: 'quiet bad', textContent: `${platform}: ${post.error.message}` });
  if (post.stopping) return element('p', { className: 'quiet', textContent: `${platform}: being taken back` });
  if (post.landed || post.status === 'scheduled') {
    const state = post.landed ? 'ready' : 'scheduled';
    return element('p', { className: 'quiet', textContent: `${platform}: ${state} for ${timeOf(post)}` });
  }
  if (post.status === 'pending' || post.status === 'cancelled') {
    return element('p', { className: 'quiet', textContent: `${platform}: ${post.status}` });
  }
  const bar = element('progress', { max: 100, value: post.percent });
  bar.setAttribute('aria-label', `Posting to ${platform}`);
  return element(
    'div',
    {},
    element('p', { className: 'quiet', textContent: `${platform}: ${post.status}, ${post.percent} %` }),
    bar,
  );
}

/** A planned time as its user has meant it. */
function timeOf({ schedule, scheduled_time: instant }: Post): string {
  return schedule ? `${schedule.local.replace('T', ' ')} (${schedule.time_zone})` : (instant ?? 'its time');
}
