import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { PlatformWords } from '../../queue/details/platform-words.tsx';
import { templateTexts } from '../../texts/en/templates.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './preview.module.css';
import type { usePreview } from './use-preview.ts';

/** The words of every platform. While others are asked for, those of before stay. */
export function PreviewTexts({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  const { data, error, refetch, isPlaceholderData, isHeldBack } = preview;
  if (error) return <LoadError error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height="12rem" />;
  return (
    <>
      {isHeldBack && <p className={classes.quiet}>{templateTexts.preview.stale}</p>}
      <div className={classes.platforms} aria-busy={isPlaceholderData}>
        {shownPlatforms.map((platform) => (
          <section key={platform} aria-label={platformTitles[platform]} className={classes.platform}>
            <h3 className={classes.name}>
              <PlatformIcon platform={platform} />
              {platformTitles[platform]}
            </h3>
            <PlatformWords texts={data.platforms[platform].texts} />
          </section>
        ))}
      </div>
    </>
  );
}
