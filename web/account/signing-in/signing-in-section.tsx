import { lazy, Suspense, useState } from 'react';
import { useUser } from '../../data/session.ts';
import { useStore } from '../../data/store.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { Button } from '../../ui/button.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { awaitedEmail } from './awaited-email.ts';

const { signingIn: texts, email: emailName } = accountTexts;
const PasswordDialog = lazy(async () => ({ default: (await import('./password-dialog.tsx')).PasswordDialog }));
const EmailDialog = lazy(async () => ({ default: (await import('./email-dialog.tsx')).EmailDialog }));

/** What one signs in with, and how to change it. */
export function SigningInSection() {
  const [changing, setChanging] = useState<'email' | 'password'>();
  const user = useUser();
  const awaited = useStore(awaitedEmail);
  if (!user) return null;
  const isAwaited = awaited?.userId === user.id && awaited.email !== user.email;
  const close = () => setChanging(undefined);
  return (
    <Section title={texts.title}>
      <ul className={rows.rows}>
        <li className={rows.row}>
          <div className={rows.words}>
            <p className={rows.name}>{emailName}</p>
            <p className={rows.quiet}>{user.email}</p>
            {isAwaited && <p className={rows.quiet}>{texts.email.awaited(awaited.email)}</p>}
          </div>
          <Button small aria-label={texts.email.changeOf} onClick={() => setChanging('email')}>
            {texts.change}
          </Button>
        </li>
        <li className={rows.row}>
          <div className={rows.words}>
            <p className={rows.name}>{texts.password.name}</p>
            <p className={rows.quiet}>{texts.password.text}</p>
          </div>
          <Button small aria-label={texts.password.changeOf} onClick={() => setChanging('password')}>
            {texts.change}
          </Button>
        </li>
      </ul>
      <Suspense>
        {changing === 'email' && <EmailDialog user={user} onClose={close} />}
        {changing === 'password' && <PasswordDialog user={user} onClose={close} />}
      </Suspense>
    </Section>
  );
}
