import { useQuery } from '@tanstack/react-query';
import { api, type Video } from '../../data/api.ts';
import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './details.module.css';
import { PlatformWords } from './platform-words.tsx';

const { details: texts } = queueTexts;

/** What every platform gets to read, cut as it will cut it. */
export function Words({ video }: { readonly video: Video }) {
  const preview = useQuery({
    // As the edit form asks while nothing is typed: one answer serves both.
    queryKey: ['preview', video.id, video.version, {}],
    queryFn: ({ signal }) => api.previewTemplates({ body: { video_id: video.id } }, { signal }),
    staleTime: 0,
  });
  return (
    <section>
      <h3 className={classes.title}>{texts.words}</h3>
      {preview.isPending && <Skeleton height="4rem" />}
      {preview.isError && <LoadError error={preview.error} onRetry={preview.refetch} />}
      <div className={classes.posts}>
        {preview.data &&
          shownPlatforms.map((platform) => (
            <div key={platform} className={classes.post}>
              <div className={classes.head}>
                <PlatformIcon platform={platform} size={18} />
                <span className={classes.name}>{platformTitles[platform]}</span>
              </div>
              <PlatformWords texts={preview.data.platforms[platform].texts} />
            </div>
          ))}
      </div>
    </section>
  );
}
