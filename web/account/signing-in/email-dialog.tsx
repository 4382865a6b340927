import { useMutation } from '@tanstack/react-query';
import { api, type User } from '../../data/api.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { awaitedEmail } from './awaited-email.ts';
import { EmailForm, type EmailWish } from './email-form.tsx';

const { email: texts } = accountTexts.signingIn;

interface Props {
  readonly user: User;
  readonly onClose: () => void;
}

/** Asks for another address, and says what has to be done in the mailbox behind it. */
export function EmailDialog({ user, onClose }: Props) {
  const ask = useMutation({
    mutationFn: (body: EmailWish) => api.changeEmail({ body }),
    onSuccess: (_answer, { new_email: email }) => awaitedEmail.set({ userId: user.id, email: email.toLowerCase() }),
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {ask.isSuccess ? (
        <>
          <Note tone="good" role="status">
            {texts.sent(ask.variables.new_email)}
          </Note>
          <p>{texts.afterwards}</p>
          <div className={form.actions}>
            <Button variant="primary" onClick={onClose}>
              {commonTexts.done}
            </Button>
          </div>
        </>
      ) : (
        <EmailForm user={user} error={ask.error} busy={ask.isPending} onSubmit={ask.mutate} onCancel={onClose} />
      )}
    </Dialog>
  );
}
