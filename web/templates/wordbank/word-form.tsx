import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../data/errors.ts';
import { templateTexts } from '../../texts/en/templates.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { wordLimit } from './limits.ts';
import classes from './wordbank.module.css';
import { addWords, splitWords, wordbankScope } from './wordbank-calls.ts';

const { wordbank: texts } = templateTexts;

/** Takes one word or several. What could not be added stays in the field. */
export function WordForm() {
  const [text, setText] = useState('');
  const add = useMutation({
    scope: wordbankScope,
    mutationFn: (words: readonly string[]) => addWords(words, (left) => setText(left.join(', '))),
  });
  const words = splitWords(text);
  const isTooLong = words.some((word) => word.length > wordLimit);
  const refused = add.error ? explain(add.error) : undefined;
  const known = add.data ?? [];
  const hint = known.length > 0 ? texts.known(known.join(', ')) : texts.addHint;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!add.isPending && !isTooLong && words.length > 0) add.mutate(words);
      }}
    >
      <Field
        className={classes.field ?? ''}
        label={texts.add}
        hint={hint}
        error={isTooLong ? texts.tooLong(wordLimit) : refused}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          if (add.isPending) return;
          setText(event.target.value);
          add.reset();
        }}
      />
      <Button type="submit" className={classes.add ?? ''} busy={add.isPending} disabled={isTooLong}>
        {texts.addButton}
      </Button>
    </form>
  );
}
