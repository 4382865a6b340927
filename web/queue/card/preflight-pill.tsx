import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import type { Video } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Tone } from '../../ui/note.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import classes from './destinations.module.css';

export type Verdict = NonNullable<Video['preflight'][PlatformName]>;
const tones: Readonly<Record<Verdict, Tone>> = { ok: 'neutral', warning: 'warn', refused: 'bad', unknown: 'neutral' };

interface Props {
  readonly platform: PlatformName;
  readonly verdict: Verdict;
}

/** What would become of the video at a platform where it has not been sent. */
export function PreflightPill({ platform, verdict }: Props) {
  return (
    <li className={classNames(classes.pill, classes[tones[verdict]])}>
      <PlatformIcon platform={platform} size={15} />
      <span>
        <span className={classes.hidden}>{platformTitles[platform]}: </span>
        {texts.verdicts[verdict]}
      </span>
    </li>
  );
}
