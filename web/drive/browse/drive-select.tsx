import { useQuery } from '@tanstack/react-query';
import { driveTexts } from '../../texts/en/drive.ts';
import { sharedDrivesQuery } from '../drive-queries.ts';
import classes from './browser.module.css';
import { type Place, topOf } from './place.ts';

const { browse: texts } = driveTexts;
const mine = 'mine';
const shared = 'shared';

interface Props {
  readonly token: string;
  readonly place: Place;
  /** What others have shared is no folder that takes anything. */
  readonly hasShared: boolean;
  readonly onGo: (place: Place) => void;
}

/** My Drive, what is shared, and the shared drives. */
export function DriveSelect({ token, place, hasShared, onGo }: Props) {
  const { data } = useQuery(sharedDrivesQuery(token));
  const drives = data?.drives ?? [];
  const go = (value: string) => {
    const drive = drives.find(({ id }) => id === value);
    if (value === shared) onGo({ kind: 'shared' });
    else if (drive) onGo({ kind: 'folder', id: drive.id, name: drive.name, canAdd: true, driveId: drive.id });
    else onGo(topOf(texts.mine));
  };
  return (
    <select
      aria-label={texts.which}
      className={classes.select}
      value={place.kind === 'shared' ? shared : (place.driveId ?? mine)}
      onChange={(event) => go(event.target.value)}
    >
      <option value={mine}>{texts.mine}</option>
      {hasShared && <option value={shared}>{texts.shared}</option>}
      {drives.map(({ id, name }) => (
        <option key={id} value={id}>
          {texts.sharedDrive(name)}
        </option>
      ))}
    </select>
  );
}
