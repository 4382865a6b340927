import { templateTexts } from '../../texts/en/templates.ts';
import { findUnknownPlaceholders } from './placeholders.ts';
import classes from './template-input.module.css';

const { placeholders: texts } = templateTexts;

interface Props {
  readonly value: string;
  readonly hasWords: boolean;
  readonly elsewhere: string | undefined;
}

/** What is no mistake, and perhaps not meant. */
export function TemplateNotes({ value, hasWords, elsewhere }: Props) {
  const notes = findUnknownPlaceholders(value).map(texts.unknown);
  if (!hasWords && value.includes('{random}')) notes.push(texts.noWords);
  if (elsewhere !== undefined) notes.push(templateTexts.elsewhere(elsewhere));
  return (
    <div role="status" className={classes.notes}>
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
    </div>
  );
}
