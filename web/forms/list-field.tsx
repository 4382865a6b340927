import { useState } from 'react';
import { Field } from '../ui/field.tsx';

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Several words, separated by commas. The text stays as it is typed; what is in it is the list. */
export function ListField({ value, onChange, ...frame }: Props) {
  const [text, setText] = useState(value.join(', '));
  const change = (typed: string) => {
    setText(typed);
    const items = typed.split(',').map((item) => item.trim());
    onChange(items.filter((item) => item !== ''));
  };
  return <Field {...frame} value={text} onChange={(event) => change(event.target.value)} />;
}
