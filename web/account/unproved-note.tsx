import { useMutation } from '@tanstack/react-query';
import { api } from '../data/api.ts';
import { hasCode } from '../data/errors.ts';
import { mailLinkTexts } from '../texts/en/mail-links.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { showError, showToast } from '../ui/toasts.ts';

const { unproved: texts } = mailLinkTexts;

/** Nobody has proved yet that mails to this address arrive. */
export function UnprovedNote({ email }: { readonly email: string }) {
  const again = useMutation({
    mutationFn: () => api.sendVerification(),
    onSuccess: () => showToast(texts.sent, 'good'),
    onError: (error) => (hasCode(error, 'too_many_requests') ? showToast(texts.enough, 'warn') : showError(error)),
  });
  return (
    <Note tone="warn">
      <p>{texts.text(email)}</p>
      <Button small busy={again.isPending} onClick={() => again.mutate()}>
        {texts.again}
      </Button>
    </Note>
  );
}
