import { useState } from 'react';
import type { DriveEnd } from '../../data/drive-access.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import type { DriveAccount } from '../drive-api.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import classes from './browser.module.css';
import { DriveSelect } from './drive-select.tsx';
import { FileList } from './file-list.tsx';
import { NewFolder } from './new-folder.tsx';
import { goTo, type Place, topOf, usePlace } from './place.ts';
import { SearchField } from './search-field.tsx';

const { browse: texts } = driveTexts;
const top = topOf(texts.mine);

interface Props {
  readonly end: DriveEnd;
  readonly token: string;
  readonly account: DriveAccount;
  readonly onOpen: () => void;
}

/** Looks around in an open Drive. */
export function Browser({ end, token, account: { email }, onOpen }: Props) {
  const place = usePlace(end, email) ?? top;
  const [words, setWords] = useState('');
  const go = (next: Place) => {
    setWords('');
    goTo(end, email, next);
  };
  return (
    <div className={classes.browser}>
      <div className={classes.tools}>
        <DriveSelect token={token} place={place} hasShared={end === 'source'} onGo={go} />
        <SearchField key={JSON.stringify(place)} label={texts.search} onSearch={setWords} />
      </div>
      {words === '' ? (
        <Breadcrumbs end={end} token={token} place={place} onGo={go} />
      ) : (
        <p className={classes.found} role="status">
          {texts.found(words)}
        </p>
      )}
      <FileList
        key={words}
        end={end}
        token={token}
        email={email}
        place={place}
        words={words}
        onGo={go}
        onOpen={onOpen}
      />
      {end === 'destination' && (
        <div className={classes.into}>
          <p>{describeTarget(place)}</p>
          {place.kind === 'folder' && place.canAdd && <NewFolder token={token} parent={place} onGo={go} />}
        </div>
      )}
    </div>
  );
}

/** Where copies will go. */
function describeTarget(place: Place): string {
  if (place.kind !== 'folder') return texts.noFolder;
  return place.canAdd ? texts.into(place.name) : texts.readOnly;
}
