import { leaveSession } from '../data/session.ts';
import { accountTexts as texts } from '../texts/en/account.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Renews a session that has ended, in front of the page that it ended on. */
export function ExpiredDialog({ email }: { readonly email: string }) {
  return (
    <Dialog title={texts.expired.title} role="alertdialog">
      <p>{texts.expired.text}</p>
      <SignInForm how="login" knownEmail={email} />
      <Button variant="quiet" small onClick={leaveSession}>
        {texts.expired.other}
      </Button>
    </Dialog>
  );
}
