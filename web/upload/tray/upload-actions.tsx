import { Pause, Play, RotateCw, X } from 'lucide-react';
import { errorTexts } from '../../texts/en/errors.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { checkFile } from '../check-file.ts';
import { loadEngine } from '../load-engine.ts';
import { dropUpload, type Upload } from '../uploads.ts';
import classes from './upload-tray.module.css';

/** What can be done about an upload as it stands. */
export function UploadActions({ upload }: { readonly upload: Upload }) {
  const { id, file, state } = upload;
  const { name } = file;
  const isHopeless = checkFile(file) !== undefined;
  const goOn = async () => (await loadEngine()).continueUpload(id);
  return (
    <div className={classes.actions}>
      {(state === 'sending' || state === 'waiting' || state === 'queued') && (
        <IconButton icon={Pause} label={texts.pause(name)} onClick={async () => (await loadEngine()).pauseUpload(id)} />
      )}
      {(state === 'paused' || state === 'elsewhere') && (
        <IconButton icon={Play} label={texts.resume(name)} onClick={goOn} />
      )}
      {state === 'failed' && !isHopeless && (
        <IconButton icon={RotateCw} label={`${errorTexts.retry}: ${name}`} onClick={goOn} />
      )}
      {state === 'failed' ? (
        <IconButton icon={X} label={texts.dismiss(name)} onClick={() => dropUpload(id)} />
      ) : (
        state !== 'finishing' && (
          <IconButton icon={X} label={texts.cancel(name)} onClick={async () => (await loadEngine()).cancelUpload(id)} />
        )
      )}
    </div>
  );
}
