import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mailPlaces } from '../../shared/contract/mail-links.ts';
import { api } from '../data/api.ts';
import { explain, findFieldError, hasCode, isSaidAtField } from '../data/errors.ts';
import { takeLinkToken } from '../data/link-token.ts';
import { mailLinkTexts } from '../texts/en/mail-links.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import form from '../ui/form.module.css';
import { Note } from '../ui/note.tsx';
import { MailPage } from './mail-page.tsx';
import { PasswordField } from './password-field.tsx';

const { reset: texts, toHopper, noToken } = mailLinkTexts;

export function ResetPasswordPage() {
  const [token] = useState(takeLinkToken);
  const [password, setPassword] = useState('');
  const [endsTokens, setEndsTokens] = useState(true);
  const reset = useMutation({
    mutationFn: () => api.resetPassword({ body: { token, password, end_tokens: endsTokens } }),
  });
  const { error, isPending } = reset;
  if (reset.isSuccess) {
    return (
      <MailPage title={texts.title}>
        <Note tone="good" role="status">
          {texts.done}
        </Note>
        <LinkButton href="/">{toHopper}</LinkButton>
      </MailPage>
    );
  }
  const isUseless = token === '' || hasCode(error, 'invalid_link');
  return (
    <MailPage title={texts.title}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending && token !== '') reset.mutate();
        }}
      >
        <PasswordField isNew value={password} onChange={setPassword} error={findFieldError(error, 'password')} />
        <Checkbox checked={endsTokens} onChange={setEndsTokens} hint={texts.endTokensHint}>
          {texts.endTokens}
        </Checkbox>
        <div role="alert">
          {token === '' && <Note tone="bad">{noToken}</Note>}
          {error && !isSaidAtField(error, ['password']) && <Note tone="bad">{explain(error)}</Note>}
        </div>
        <Button type="submit" variant="primary" busy={isPending} disabled={token === ''}>
          {texts.button}
        </Button>
      </form>
      {isUseless && <LinkButton href={mailPlaces.forgotten_password}>{texts.again}</LinkButton>}
    </MailPage>
  );
}
