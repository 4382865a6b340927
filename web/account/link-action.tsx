import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { explain } from '../data/errors.ts';
import { takeLinkToken } from '../data/link-token.ts';
import { mailLinkTexts as texts } from '../texts/en/mail-links.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { MailPage } from './mail-page.tsx';

interface Props<Answer> {
  readonly words: { readonly title: string; readonly text: string; readonly button: string };
  readonly act: (token: string) => Promise<Answer>;
  readonly done: (answer: Answer) => ReactNode;
}

/**
 * What a link is for is done by a press, never by opening it: programs that look at the links of a mail open all of them.
 */
export function LinkAction<Answer>({ words, act, done }: Props<Answer>) {
  const [token] = useState(takeLinkToken);
  const action = useMutation({ mutationFn: () => act(token) });
  if (action.isSuccess) {
    return (
      <MailPage title={words.title}>
        <Note tone="good" role="status">
          {done(action.data)}
        </Note>
        <LinkButton href="/">{texts.toHopper}</LinkButton>
      </MailPage>
    );
  }
  return (
    <MailPage title={words.title}>
      <p>{words.text}</p>
      <div role="alert">
        {token === '' && <Note tone="bad">{texts.noToken}</Note>}
        {action.error && <Note tone="bad">{explain(action.error)}</Note>}
      </div>
      <Button variant="primary" busy={action.isPending} disabled={token === ''} onClick={() => action.mutate()}>
        {words.button}
      </Button>
    </MailPage>
  );
}
