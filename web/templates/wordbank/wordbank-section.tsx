import { useMutation } from '@tanstack/react-query';
import { memo, Suspense, useState } from 'react';
import { templateTexts } from '../../texts/en/templates.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Section } from '../../ui/section.tsx';
import { showError, showToast } from '../../ui/toasts.ts';
import { wordbankLimit } from './limits.ts';
import { WordForm } from './word-form.tsx';
import { WordList } from './word-list.tsx';
import classes from './wordbank.module.css';
import { clearWordbank, removeWord, wordbankScope as scope } from './wordbank-calls.ts';

const { wordbank: texts } = templateTexts;
const ConfirmDialog = lazyPart(async () => ({ default: (await import('../../ui/confirm-dialog.tsx')).ConfirmDialog }));

/**
 * The words for {random}. Each change is saved at once: nobody else's word is lost by it. A memo, because a template that
 * is typed would draw a thousand words anew with every letter.
 */
export const WordbankSection = memo(function Wordbank({ words }: { readonly words: readonly string[] }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({ scope, mutationFn: removeWord, onError: showError });
  const clear = useMutation({
    scope,
    mutationFn: clearWordbank,
    onSuccess: () => showToast(texts.cleared, 'good'),
    onError: showError,
    onSettled: () => setAsking(false),
  });
  return (
    <Section title={texts.title} text={texts.text}>
      <div className={classes.bank}>
        <WordForm />
        {words.length === 0 && <p className={classes.quiet}>{texts.none}</p>}
        {words.length > 0 && (
          <>
            <WordList words={words} onRemove={remove.mutate} />
            <div className={classes.foot}>
              <span className={classes.quiet}>{texts.count(words.length, wordbankLimit)}</span>
              <Button small variant="danger" onClick={() => setAsking(true)}>
                {texts.clear}
              </Button>
            </div>
          </>
        )}
      </div>
      <Suspense>
        {isAsking && (
          <ConfirmDialog
            title={texts.clearTitle(words.length)}
            confirm={texts.clear}
            busy={clear.isPending}
            onConfirm={() => clear.mutate()}
            onClose={() => setAsking(false)}
          >
            <p>{texts.clearText}</p>
          </ConfirmDialog>
        )}
      </Suspense>
    </Section>
  );
});
