import type { Api } from '../../data/api.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { formatBytes, formatDateTime } from '../../texts/format.ts';
import classes from './timeline.module.css';

const { details: texts } = queueTexts;

export type TimelineEvent = Awaited<ReturnType<Api['getTimeline']>>['events'][number];

/** What happened, and behind it what the platform was asked and answered. */
export function TimelineStep({ event }: { readonly event: TimelineEvent }) {
  const { bytes, calls, error } = event;
  return (
    <li className={classes.step}>
      <p>
        {event.message} {error && <span className={classes.error}>{error.message}</span>}
      </p>
      <p className={classes.quiet}>
        {formatDateTime(event.at)}
        {bytes && ` · ${texts.bytes(formatBytes(bytes.from), formatBytes(bytes.to), formatBytes(bytes.total))}`}
      </p>
      {calls.length > 0 && (
        <details className={classes.calls}>
          <summary>{texts.calls(calls.length)}</summary>
          <ul>
            {calls.map((call) => (
              <li key={`${call.at} ${call.method} ${call.address}`}>
                <code>
                  {call.method} {call.address}
                </code>{' '}
                {call.status ?? texts.noAnswer}, {call.milliseconds} ms {call.request_id}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
