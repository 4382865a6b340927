import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type User } from '../data/api.ts';
import { explain, findFieldError, isSaidAtField } from '../data/errors.ts';
import { enterSession } from '../data/session.ts';
import { accountTexts as texts } from '../texts/en/account.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import form from '../ui/form.module.css';
import { Note } from '../ui/note.tsx';
import { PasswordField } from './password-field.tsx';

interface Props {
  readonly how: 'login' | 'register';
  /** Whose session has ended. */
  readonly knownEmail?: string;
}

/** Whoever has to prove the address first is not signed in yet. */
interface Entered {
  readonly user: User;
  readonly proof_needed?: boolean;
}

/** Logs in or makes an account. */
export function SignInForm({ how, knownEmail = '' }: Props) {
  const [email, setEmail] = useState(knownEmail);
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: (): Promise<Entered> => api[how]({ body: { email, password } }),
    onSuccess: ({ user, proof_needed: isOnHold }) => {
      if (!isOnHold) enterSession(user);
    },
  });
  const { error, isPending } = enter;
  const isNew = how === 'register';
  if (enter.data?.proof_needed) {
    return (
      <Note tone="good" role="status">
        {texts.register.proofNeeded(enter.data.user.email)}
      </Note>
    );
  }
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) enter.mutate();
      }}
    >
      <Field
        label={texts.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={findFieldError(error, 'email')}
      />
      <PasswordField isNew={isNew} value={password} onChange={setPassword} error={findFieldError(error, 'password')} />
      <div role="alert">
        {error && !isSaidAtField(error, ['email', 'password']) && <Note tone="bad">{explain(error)}</Note>}
      </div>
      <Button type="submit" variant="primary" busy={isPending}>
        {texts[how].button}
      </Button>
    </form>
  );
}
