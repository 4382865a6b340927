import { Toolbar } from 'react-aria-components';
import { templateTexts } from '../../texts/en/templates.ts';
import classes from './placeholder-bar.module.css';
import { placeholders } from './placeholders.ts';

const { placeholders: texts } = templateTexts;

interface Props {
  /** Of the field that they go into. */
  readonly label: string;
  readonly onInsert: (placeholder: string) => void;
}

/** Chips that put a placeholder into a template. One stop of the Tab key; the arrow keys go from chip to chip. */
export function PlaceholderBar({ label, onInsert }: Props) {
  return (
    <Toolbar aria-label={texts.insert(label)} className={classes.bar ?? ''}>
      {placeholders.map(({ text, meaning }) => (
        <button
          key={text}
          type="button"
          className={classes.chip}
          title={meaning}
          aria-label={texts.insertOne(text, meaning)}
          onClick={() => onInsert(text)}
        >
          {text}
        </button>
      ))}
    </Toolbar>
  );
}
