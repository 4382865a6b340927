import type { Api } from '../../data/api.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { classNames } from '../../ui/class-names.ts';
import classes from './words.module.css';

const { details: texts } = queueTexts;
const fieldNames: Readonly<Record<string, string>> = texts.fields;

type Preview = Awaited<ReturnType<Api['previewTemplates']>>['platforms']['youtube']['texts'];

/** The words of one platform, each with its length as that platform counts. */
export function PlatformWords({ texts: words }: { readonly texts: Preview }) {
  const shown = Object.entries(words).filter(([, { text }]) => text !== '');
  if (shown.length === 0) return <p className={classes.name}>{texts.noText}</p>;
  return (
    <dl className={classes.words}>
      {shown.map(([field, { text, length, limit, too_long: isTooLong, cut_text: cut }]) => (
        <div key={field}>
          <dt className={classes.name}>
            <span>{fieldNames[field] ?? field}</span>
            {limit !== null && (
              <span className={classNames(isTooLong && classes.tooLong)}>{texts.length(length, limit)}</span>
            )}
          </dt>
          <dd className={classes.text}>
            {isTooLong ? (
              <>
                {cut}
                <del>{text.slice(cut.length)}</del>
              </>
            ) : (
              text
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
