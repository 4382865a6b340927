import { leaveSession } from '../../data/session.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { Button } from '../../ui/button.tsx';
import codeBox from '../../ui/code-box.module.css';
import { MailPage } from '../mail-page.tsx';

const { farewell: texts } = accountTexts.removal;

interface Props {
  readonly email: string;
  readonly receipt: string;
}

/** What somebody sees whose account has just been closed. */
export function FarewellPage({ email, receipt }: Props) {
  const leave = () => {
    window.history.replaceState(null, '', '/');
    leaveSession();
  };
  return (
    <MailPage title={texts.title}>
      <p>{texts.text}</p>
      <p>{texts.receipt(email)}</p>
      <code className={codeBox.box}>{receipt}</code>
      <p>{texts.instagram}</p>
      <p>{texts.thanks}</p>
      <Button onClick={leave}>{texts.leave}</Button>
    </MailPage>
  );
}
