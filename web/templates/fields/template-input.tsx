import { useRef, useState } from 'react';
import { templateTexts } from '../../texts/en/templates.ts';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { insertText } from './insert-text.ts';
import { PlaceholderBar } from './placeholder-bar.tsx';
import { countTemplate } from './template-fields.ts';
import classes from './template-input.module.css';
import { TemplateNotes } from './template-notes.tsx';

const { tooLong } = templateTexts;

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isLong: boolean;
  readonly placeholder: string | undefined;
  readonly value: string;
  readonly limit: number;
  readonly unit: 'characters' | 'utf16';
  readonly hasWords: boolean;
  readonly error: string | undefined;
  /** What somebody else saved here meanwhile. */
  readonly elsewhere: string | undefined;
  readonly onChange: (text: string) => void;
}

/** A template: its text, chips to insert placeholders, its length, and what is odd about it. */
export function TemplateInput(props: Props) {
  const { label, hint, isLong, placeholder, value, limit, unit, hasWords, elsewhere, onChange } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [isUntouched, setUntouched] = useState(true);
  const length = countTemplate(value, unit);
  const error = length > limit ? tooLong(limit) : props.error;
  const insert = (text: string) => {
    const control = frame.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (control) insertText(control, text, isUntouched);
  };
  const Control = isLong ? TextArea : Field;
  return (
    <div className={classes.input} ref={frame}>
      <Control
        label={label}
        hint={hint}
        error={error}
        placeholder={placeholder}
        value={value}
        onFocus={() => setUntouched(false)}
        onChange={(event: { readonly target: { readonly value: string } }) => onChange(event.target.value)}
      />
      <TemplateLength length={length} limit={limit} />
      <PlaceholderBar label={label} onInsert={insert} />
      <TemplateNotes value={value} hasWords={hasWords} elsewhere={elsewhere} />
    </div>
  );
}

function TemplateLength({ length, limit }: { readonly length: number; readonly limit: number }) {
  return (
    <span className={length > limit ? classes.over : classes.length}>
      <span aria-hidden>{templateTexts.length(length, limit)}</span>
      <span className={classes.spoken}>{templateTexts.lengthSpoken(length, limit)}</span>
    </span>
  );
}
