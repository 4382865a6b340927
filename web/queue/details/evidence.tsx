import type { Post } from '../../data/api.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { formatBytes, formatDateTime } from '../../texts/format.ts';
import classes from './needs-check.module.css';

const { check: texts } = queueTexts;

/** What Hopper knows of a post whose outcome it does not know. */
export function Evidence({ post: { evidence } }: { readonly post: Post }) {
  if (evidence === null) return null;
  const facts = [
    [texts.begun, evidence.has_begun ? texts.hasBegun : texts.hasNotBegun],
    [texts.since, formatDateTime(evidence.since)],
    [texts.sent, texts.sentOf(formatBytes(evidence.bytes_sent), formatBytes(evidence.size_bytes))],
    ...(evidence.remote_id === null ? [] : [[texts.remote, evidence.remote_id]]),
  ];
  return (
    <dl className={classes.facts} aria-label={texts.evidence}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string | undefined; readonly value: string | undefined }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
