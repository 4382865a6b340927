import { X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Tag, TagGroup, TagList } from 'react-aria-components';
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

/** The words. One stop of the Tab key: arrow keys go from word to word, Delete removes one. */
export function WordList({ words, onRemove }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? words : words.slice(-firstShown);
  return (
    <>
      <TagGroup
        aria-label={texts.list}
        onRemove={(keys) => {
          for (const key of keys) onRemove(String(key));
        }}
      >
        <TagList className={classes.words ?? ''}>
          {shown.map((word) => (
            <Tag key={word} id={word} textValue={word} className={classes.word ?? ''}>
              {word}
              <AriaButton slot="remove" aria-label={texts.remove(word)} className={classes.remove ?? ''}>
                <X size={14} aria-hidden />
              </AriaButton>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      {shown.length < words.length && (
        <Button small variant="quiet" onClick={() => setWhole(true)}>
          {texts.showAll(words.length)}
        </Button>
      )}
    </>
  );
}
