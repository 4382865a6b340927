import { formatDateTime } from '../../texts/format.ts';
import { classNames } from '../../ui/class-names.ts';
import rows from '../../ui/rows.module.css';
import { describeAgent } from '../describe-agent.ts';
import { describeAbout, describeKind, iconOf, isWarning } from './describe-event.ts';
import classes from './log.module.css';
import type { LogEvent } from './log-query.ts';

/** What happened, to what, when, and from which device. */
export function LogRow({ event }: { readonly event: LogEvent }) {
  const Icon = iconOf(event.what);
  const about = describeAbout(event);
  return (
    <li className={classNames(rows.row, classes.row)}>
      <span className={classNames(classes.icon, isWarning(event.what) && classes.warning)}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={rows.words}>
        <p className={rows.name}>{describeKind(event.what)}</p>
        {about !== undefined && <p className={classes.about}>{about}</p>}
        <p className={rows.quiet}>
          {describeAgent(event.user_agent)} · {event.ip}
        </p>
      </div>
      <time className={rows.quiet} dateTime={event.at}>
        {formatDateTime(event.at)}
      </time>
    </li>
  );
}
