import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type User } from '../../data/api.ts';
import { findFieldError, hasCode } from '../../data/errors.ts';
import { enterSession } from '../../data/session.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { showToast } from '../../ui/toasts.ts';
import { PasswordField } from '../password-field.tsx';
import { TroubleNote } from '../trouble-note.tsx';
import { UsernameForManagers } from '../username-for-managers.tsx';

const { password: texts } = accountTexts.signingIn;
const fields = ['current_password', 'new_password'];

interface Props {
  readonly user: User;
  readonly onClose: () => void;
}

export function PasswordDialog({ user, onClose }: Props) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [endsTokens, setEndsTokens] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      api.changePassword({ body: { current_password: current, new_password: next, end_tokens: endsTokens } }),
    onSuccess: ({ ended, ended_tokens: endedTokens }) => {
      // What was asked in the moment between the old session and the new one may have been refused.
      enterSession(user);
      showToast(texts.done(ended, endedTokens), 'good');
      onClose();
    },
  });
  const { error, isPending } = change;
  const isSame = next !== '' && next === current;
  const isWrong = hasCode(error, 'wrong_credentials');
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending && !isSame) change.mutate();
        }}
      >
        <UsernameForManagers email={user.email} />
        <PasswordField
          isNew={false}
          label={texts.current}
          value={current}
          onChange={setCurrent}
          error={isWrong ? texts.wrong : findFieldError(error, 'current_password')}
        />
        <PasswordField
          isNew
          label={texts.next}
          value={next}
          onChange={setNext}
          error={isSame ? texts.same : findFieldError(error, 'new_password')}
        />
        <p>{texts.elsewhere}</p>
        <Checkbox checked={endsTokens} onChange={setEndsTokens} hint={texts.endTokensHint}>
          {texts.endTokens}
        </Checkbox>
        <TroubleNote error={error} fields={fields} />
        <div className={form.actions}>
          <Button onClick={onClose}>{commonTexts.cancel}</Button>
          <Button type="submit" variant="primary" busy={isPending}>
            {texts.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
