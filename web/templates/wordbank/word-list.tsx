import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { templateTexts } from '../../texts/en/templates.ts';
import { Button } from '../../ui/button.tsx';
import classes from './wordbank.module.css';

const { wordbank: texts } = templateTexts;

/** So many are drawn without a stutter. */
const firstShown = 100;

interface Props {
  readonly words: readonly string[];
  readonly onRemove: (word: string) => void;
}

/**
 * The words. One stop of the Tab key: arrow keys go from word to word, Delete removes one. A toolbar of plain buttons: as a
 * group of tags, a hundred words took a second to draw.
 */
export function WordList({ words, onRemove }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? words : words.slice(-firstShown);
  const remove = (word: string, button: HTMLElement) => {
    focusNeighbour(button);
    onRemove(word);
  };
  const onKeyDown = (word: string, event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Delete' || event.key === 'Backspace') remove(word, event.currentTarget);
  };
  return (
    <>
      <Toolbar aria-label={texts.list} className={classes.words ?? ''}>
        {shown.map((word) => (
          <span key={word} className={classes.word}>
            {word}
            <button
              type="button"
              className={classes.remove}
              aria-label={texts.remove(word)}
              title={texts.remove(word)}
              onClick={(event) => remove(word, event.currentTarget)}
              onKeyDown={(event) => onKeyDown(word, event)}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
      </Toolbar>
      {shown.length < words.length && (
        <Button small variant="quiet" onClick={() => setWhole(true)}>
          {texts.showAll(words.length)}
        </Button>
      )}
    </>
  );
}

/** What is about to go cannot keep the focus: the next word gets it, the one before, or the field for new ones. */
function focusNeighbour(button: HTMLElement): void {
  const word = button.parentElement;
  const neighbour = word?.nextElementSibling ?? word?.previousElementSibling;
  const next = neighbour?.querySelector('button') ?? button.closest('section')?.querySelector('input');
  next?.focus();
}
