import type { Api, Video } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { titleOf } from '../entries/entry.ts';

const { plan: texts } = calendarTexts;

interface Props {
  readonly outcome: Awaited<ReturnType<Api['postVideos']>>;
  readonly videos: readonly Video[];
  readonly onClose: () => void;
}

/** What came of it: how many have a time, and for each that was left out why. */
export function PlanOutcome({ outcome: { scheduled, message, refused, kept }, videos, onClose }: Props) {
  const names = new Map(videos.map((video) => [video.id, titleOf(video)]));
  return (
    <>
      <div role="status">
        <p>{texts.done(scheduled)}</p>
        <p>{message}.</p>
      </div>
      {refused.length + kept.length > 0 && (
        <Note tone="warn">
          <p>{texts.left}</p>
          <ul>
            {[...refused, ...kept].map(({ video_id: id, connection_id: account, platform, reason }) => (
              <li key={`${id} ${account}`}>
                <strong>{`${names.get(id) ?? ''}, ${platformTitles[platform]}:`}</strong> {reason}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <div className={form.actions}>
        <Button variant="primary" onClick={onClose}>
          {commonTexts.done}
        </Button>
      </div>
    </>
  );
}
