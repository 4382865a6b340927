import { useState } from 'react';
import type { Api, User } from '../../data/api.ts';
import { findFieldError, hasCode } from '../../data/errors.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { PasswordField } from '../password-field.tsx';
import { TroubleNote } from '../trouble-note.tsx';
import { UsernameForManagers } from '../username-for-managers.tsx';

const { email: texts } = accountTexts.signingIn;
const fields = ['new_email', 'password'];

export type EmailWish = Parameters<Api['changeEmail']>[0]['body'];

interface Props {
  readonly user: User;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSubmit: (wish: EmailWish) => void;
  readonly onCancel: () => void;
}

export function EmailForm({ user, error, busy, onSubmit, onCancel }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const isSame = email.trim().toLowerCase() === user.email;
  const isWrong = hasCode(error, 'wrong_credentials');
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !isSame) onSubmit({ new_email: email, password });
      }}
    >
      <p>{texts.text}</p>
      <Field
        label={texts.next}
        type="email"
        name="new-email"
        autoComplete="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={isSame ? texts.same : findFieldError(error, 'new_email')}
      />
      <UsernameForManagers email={user.email} />
      <PasswordField
        isNew={false}
        value={password}
        onChange={setPassword}
        error={isWrong ? texts.wrong : findFieldError(error, 'password')}
      />
      <TroubleNote error={error} fields={fields} />
      <div className={form.actions}>
        <Button onClick={onCancel}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
