import { ExternalLink } from 'lucide-react';
import type { Post } from '../../data/api.ts';
import { useSeeLink } from '../../data/platform-links.ts';
import { platformTitles } from '../../data/platforms.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';

interface Props {
  readonly post: Post;
  /** As a sign alone, where words have no room. */
  readonly isShort?: boolean;
}

/** Leads to what is out; nothing while nothing is. */
export function SeeLink({ post, isShort = false }: Props) {
  const link = useSeeLink(post);
  if (link === undefined) return null;
  const title = platformTitles[post.platform];
  const words = link.isSimulated ? texts.watchSimulated(title) : texts.watch(title);
  const label = isShort ? { 'aria-label': words, title: words } : {};
  return (
    <a href={link.href} target="_blank" rel="noreferrer" {...label}>
      {isShort ? <ExternalLink size={14} aria-hidden /> : words}
    </a>
  );
}
