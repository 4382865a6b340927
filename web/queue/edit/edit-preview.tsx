import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { api, type Video } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import { platformTitles } from '../../data/platforms.ts';
import { rest } from '../../data/rest.ts';
import { formTexts } from '../../texts/en/forms.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Thumbnail } from '../card/thumbnail.tsx';
import { PlatformWords } from '../details/platform-words.tsx';
import classes from './edit-preview.module.css';
import type { VideoEdit } from './use-video-edit.ts';

const { preview: texts } = formTexts;

interface Props {
  readonly video: Video;
  readonly edit: VideoEdit;
  readonly platforms: readonly PlatformName[];
}

/** What platforms will show of what is typed, before it is saved. While it is asked for, what was there before stays. */
export function EditPreview({ video, edit: { change }, platforms }: Props) {
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['preview', video.id, video.version, change],
    // Whoever types on asks something else, and this is given up.
    queryFn: async ({ signal }) => {
      await rest(signal);
      return api.previewTemplates({ body: { video_id: video.id, settings: change } }, { signal });
    },
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  if (hasCode(error, 'invalid_input')) return <p className={classes.quiet}>{texts.impossible}</p>;
  if (error) return <LoadError error={error} onRetry={refetch} />;
  return (
    <section aria-label={texts.title} aria-busy={isPlaceholderData} className={classes.preview}>
      <h3 className={classes.title}>{texts.title}</h3>
      {!data && <Skeleton height="8rem" />}
      {data &&
        platforms.map((platform) => (
          <div key={platform} className={classes.platform}>
            <p className={classes.name}>
              <PlatformIcon platform={platform} size={18} />
              {platformTitles[platform]}
            </p>
            <div className={classes.shown}>
              <Thumbnail video={video} />
              <PlatformWords texts={data.platforms[platform].texts} />
            </div>
          </div>
        ))}
    </section>
  );
}
