import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { classNames } from '../../ui/class-names.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { Upload } from '../uploads.ts';
import { describeUpload } from './describe-upload.ts';
import { UploadActions } from './upload-actions.tsx';
import classes from './upload-tray.module.css';

/** One file on its way. */
export function UploadRow({ upload }: { readonly upload: Upload }) {
  const { file, state, sentBytes, notes } = upload;
  const isFailed = state === 'failed';
  const tone = isFailed ? classes.bad : state === 'waiting' && classes.warn;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <span className={classes.name} title={file.name}>
          {file.name}
        </span>
        {!isFailed && (
          <ProgressBar
            percent={file.size === 0 ? 0 : (sentBytes / file.size) * 100}
            label={texts.progress(file.name)}
          />
        )}
        <span className={classNames(classes.state, tone)} role={isFailed ? 'alert' : undefined}>
          {describeUpload(upload)}
        </span>
        {notes.map((note) => (
          <span key={note} className={classNames(classes.state, classes.warn)} role="status">
            {note}
          </span>
        ))}
      </div>
      <UploadActions upload={upload} />
    </li>
  );
}
