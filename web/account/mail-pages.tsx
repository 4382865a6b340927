import { mailPlaces } from '../../shared/contract/mail-links.ts';
import { api } from '../data/api.ts';
import { mailLinkTexts as texts } from '../texts/en/mail-links.ts';
import { ForgottenPasswordPage } from './forgotten-password-page.tsx';
import { LinkAction } from './link-action.tsx';
import { ResetPasswordPage } from './reset-password-page.tsx';

interface Props {
  /** One of `mailPlaces`. */
  readonly path: string;
}

/** The page that a link of a mail leads to. */
export function MailPages({ path }: Props) {
  switch (path) {
    case mailPlaces.reset_password:
      return <ResetPasswordPage />;
    case mailPlaces.verify_email:
      return (
        <LinkAction
          words={texts.confirm}
          act={(token) => api.confirmEmail({ body: { token } })}
          done={({ email }) => texts.confirm.done(email)}
        />
      );
    case mailPlaces.unsubscribe:
      return (
        <LinkAction
          words={texts.unsubscribe}
          act={(token) => api.unsubscribe({ query: { token } })}
          done={() => texts.unsubscribe.done}
        />
      );
    default:
      return <ForgottenPasswordPage />;
  }
}
