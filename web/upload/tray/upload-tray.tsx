import type { Video } from '../../data/api.ts';
import { useStore } from '../../data/store.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { uploads } from '../uploads.ts';
import { InterruptedRow } from './interrupted-row.tsx';
import { UploadRow } from './upload-row.tsx';
import classes from './upload-tray.module.css';

/** Everything that has not wholly arrived: on its way from this tab, or left behind by an earlier one. */
export function UploadTray({ interrupted }: { readonly interrupted: readonly Video[] }) {
  const present = useStore(uploads);
  const left = interrupted.filter((video) => !present.some((upload) => upload.videoId === video.id));
  if (present.length + left.length === 0) return null;
  return (
    <section aria-label={texts.tray} className={classes.tray}>
      <ul className={classes.rows}>
        {present.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
        {left.map((video) => (
          <InterruptedRow key={video.id} video={video} />
        ))}
      </ul>
    </section>
  );
}
