import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import type { DriveEnd } from '../../data/drive-access.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { pathQuery } from '../drive-queries.ts';
import classes from './breadcrumbs.module.css';
import type { Place } from './place.ts';

const { browse: texts } = driveTexts;

interface Props {
  readonly end: DriveEnd;
  readonly token: string;
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}

/** The way from the top to where one is. Until it is known, the folder alone. */
export function Breadcrumbs({ end, token, place, onGo }: Props) {
  const isBelow = place.kind === 'folder' && place.id !== 'root';
  const way = useQuery({ ...pathQuery(token, isBelow ? place.id : ''), enabled: isBelow });
  const here = place.kind === 'folder' ? place.name : texts.shared;
  const above = isBelow ? (way.data?.path.slice(0, -1) ?? []) : [];
  return (
    <nav aria-label={texts.path[end]} className={classes.path}>
      <ol className={classes.list}>
        {above.map(({ id, name }) => (
          <li key={id} className={classes.step}>
            <button
              type="button"
              className={classes.link}
              onClick={() => onGo({ kind: 'folder', id, name, canAdd: true, driveId: driveIdOf(place) })}
            >
              {name}
            </button>
            <ChevronRight size={14} aria-hidden />
          </li>
        ))}
        <li className={classes.step}>
          <span aria-current="location" className={classes.here}>
            {here}
          </span>
        </li>
      </ol>
    </nav>
  );
}

function driveIdOf(place: Place): string | null {
  return place.kind === 'folder' ? place.driveId : null;
}
