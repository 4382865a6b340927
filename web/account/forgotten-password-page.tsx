import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../data/api.ts';
import { explain, findFieldError, isSaidAtField } from '../data/errors.ts';
import { accountTexts } from '../texts/en/account.ts';
import { mailLinkTexts } from '../texts/en/mail-links.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import form from '../ui/form.module.css';
import { Note } from '../ui/note.tsx';
import { MailPage } from './mail-page.tsx';

const { forgotten: texts, toHopper } = mailLinkTexts;

/** Says the same whether anybody has the address or not. */
export function ForgottenPasswordPage() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => api.forgotPassword({ body: { email } }) });
  const { error, isPending } = ask;
  if (ask.isSuccess) {
    return (
      <MailPage title={texts.title}>
        <Note tone="good" role="status">
          {texts.sent}
        </Note>
        <LinkButton href="/">{toHopper}</LinkButton>
      </MailPage>
    );
  }
  return (
    <MailPage title={texts.title}>
      <p>{texts.text}</p>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) ask.mutate();
        }}
      >
        <Field
          label={accountTexts.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={findFieldError(error, 'email')}
        />
        <div role="alert">{error && !isSaidAtField(error, ['email']) && <Note tone="bad">{explain(error)}</Note>}</div>
        <Button type="submit" variant="primary" busy={isPending}>
          {texts.button}
        </Button>
      </form>
      <LinkButton href="/" variant="quiet">
        {toHopper}
      </LinkButton>
    </MailPage>
  );
}
