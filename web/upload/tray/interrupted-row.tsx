import { useRef, useState } from 'react';
import type { Video } from '../../data/api.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { addFiles } from '../add-files.ts';
import { isSameFile } from '../is-same-file.ts';
import { loadEngine } from '../load-engine.ts';
import { useSentElsewhere } from '../use-sent-elsewhere.ts';
import classes from './upload-tray.module.css';

/** An upload that a closed or reloaded tab left behind. Browsers give files to nobody again but who chooses them. */
export function InterruptedRow({ video }: { readonly video: Video }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOther, setOther] = useState(false);
  const isSentElsewhere = useSentElsewhere(video.id);
  const choose = (file: File | undefined) => {
    if (!file) return;
    setOther(!isSameFile(file, video));
    if (isSameFile(file, video)) void addFiles([file], [video]);
  };
  const discard = async () => (await loadEngine()).discardUpload(video.id);
  if (isSentElsewhere) {
    return (
      <li className={classes.row}>
        <div className={classes.words}>
          <span className={classes.name}>{video.filename}</span>
          <span className={classes.state}>{texts.states.elsewhere}</span>
        </div>
      </li>
    );
  }
  return (
    <li className={classNames(classes.row, classes.left)}>
      <div className={classes.words}>
        <span className={classes.name}>{video.filename}</span>
        {isOther ? (
          <span className={classes.bad} role="alert">
            {texts.changed}
          </span>
        ) : (
          <span className={classes.state}>{texts.interrupted}</span>
        )}
      </div>
      <div className={classes.actions}>
        <Button small aria-label={texts.discardOf(video.filename)} variant="quiet" onClick={discard}>
          {texts.discard}
        </Button>
        <Button small onClick={() => input.current?.click()}>
          {texts.again}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".mp4,.mov"
          hidden
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </div>
    </li>
  );
}
