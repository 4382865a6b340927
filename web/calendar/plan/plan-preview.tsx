import { Link } from 'wouter';
import type { ConnectedAccount } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { formatWallDateTime } from '../../texts/format-days.ts';
import { Note } from '../../ui/note.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { titleOf } from '../entries/entry.ts';
import type { PlannedVideo, planAll } from './plan-all.ts';
import classes from './plan-preview.module.css';

const { plan: texts } = calendarTexts;

interface Props {
  readonly plan: ReturnType<typeof planAll>;
  readonly zone: string;
  /** Times count from the click, which is still to come. */
  readonly isFromNow: boolean;
  readonly problem: string | undefined;
  readonly isReady: boolean;
}

/** Every time that will be given, before it is. */
export function PlanPreview({ plan: { planned, leftOut }, zone, isFromNow, problem, isReady }: Props) {
  if (!isReady) return <Spinner label={texts.incomplete} />;
  return (
    <section className={classes.preview} aria-label={texts.preview(planned.length)}>
      {problem !== undefined && (
        <Note tone="warn">
          {problem} {problem === texts.none && <Link href="/destinations">{texts.connect}</Link>}
        </Note>
      )}
      {planned.length > 0 && (
        <>
          <h3 className={classes.title}>{texts.preview(planned.length)}</h3>
          {isFromNow && <p className={classes.text}>{texts.fromNow}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrow keys have to reach it */}
          <ol className={classes.list} tabIndex={0}>
            {planned.map((item) => (
              <li key={item.video.id} className={classes.row}>
                <When item={item} zone={zone} />
                <span className={classes.name}>{titleOf(item.video)}</span>
                <Platforms accounts={item.accounts} />
              </li>
            ))}
          </ol>
        </>
      )}
      {leftOut.length > 0 && (
        <Note tone="warn">
          <h3 className={classes.title}>{texts.leftOut}</h3>
          <ul>
            {leftOut.map(({ video, accounts }) => (
              <li key={video.id}>{`${titleOf(video)}: ${namesOf(accounts).join(', ')}`}</li>
            ))}
          </ul>
        </Note>
      )}
    </section>
  );
}

function When({ item: { at, isNow }, zone }: { readonly item: PlannedVideo; readonly zone: string }) {
  if (at === undefined) return <span className={classes.when}>{texts.noTime}</span>;
  return (
    <time className={classes.when} dateTime={new Date(at).toISOString()}>
      {isNow ? texts.now : formatWallDateTime(toLocal(at, zone))}
    </time>
  );
}

function Platforms({ accounts }: { readonly accounts: readonly ConnectedAccount[] }) {
  const names = namesOf(accounts).join(', ');
  const platforms = [...new Set(accounts.map(({ platform }) => platform))];
  return (
    <span className={classes.platforms} role="img" aria-label={names} title={names}>
      {platforms.map((platform) => (
        <PlatformIcon key={platform} platform={platform} size={14} />
      ))}
    </span>
  );
}

function namesOf(accounts: readonly ConnectedAccount[]): string[] {
  return [...new Set(accounts.map(({ platform }) => platformTitles[platform]))];
}
