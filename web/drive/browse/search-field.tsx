import { useEffect, useState } from 'react';
import classes from './browser.module.css';

/** Long enough that a word is not looked for letter by letter. */
const pauseMilliseconds = 350;

interface Props {
  readonly label: string;
  readonly onSearch: (words: string) => void;
}

/** Looks for what was typed once nothing more is typed, or at Enter. */
export function SearchField({ label, onSearch }: Props) {
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(onSearch, pauseMilliseconds, text.trim());
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      className={classes.search}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && onSearch(text.trim())}
    />
  );
}
