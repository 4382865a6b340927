import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { connectionsQuery } from '../data/connections.ts';
import { queueTexts as texts } from '../texts/en/queue.ts';
import { Note } from '../ui/note.tsx';
import classes from './video-list.module.css';

/** Before anything is connected: what that means, and the way there. */
export function NoDestinationNote() {
  const { data } = useQuery(connectionsQuery);
  if (!data || data.length > 0) return null;
  return (
    <div className={classes.note}>
      <Note tone="accent">
        {texts.noDestination} <Link href="/destinations">{texts.connect}</Link>
      </Note>
    </div>
  );
}
