import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../data/api.ts';
import { findFieldError, hasCode } from '../../data/errors.ts';
import { bidFarewell } from '../../data/session.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { forgetThumbnails } from '../../upload/thumbnails/thumbnail-store.ts';
import { PasswordField } from '../password-field.tsx';
import { TroubleNote } from '../trouble-note.tsx';
import { UsernameForManagers } from '../username-for-managers.tsx';
import classes from './removal-dialog.module.css';

const { removal: texts } = accountTexts;
const fields = ['password'];

interface Props {
  readonly email: string;
  readonly onClose: () => void;
}

/** Says what goes and what stays, and wants words typed: a password manager must not be able to agree by itself. */
export function RemovalDialog({ email, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const remove = useMutation({
    mutationFn: () => api.deleteAccount({ body: { password } }),
    onSuccess: ({ receipt }) => {
      bidFarewell(email, receipt);
      void forgetThumbnails();
    },
  });
  const { error, isPending } = remove;
  const isMeant = typed.trim().toLowerCase() === texts.phrase;
  const isWrong = hasCode(error, 'wrong_credentials');
  return (
    <Dialog title={texts.dialog} role="alertdialog" onClose={isPending ? undefined : onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending && isMeant) remove.mutate();
        }}
      >
        <Note tone="bad">{texts.final}</Note>
        <ul className={classes.points}>
          {[...texts.points, texts.receipt(email)].map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <Field
          label={texts.type(texts.phrase)}
          name="confirmation"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <UsernameForManagers email={email} />
        <PasswordField
          isNew={false}
          value={password}
          onChange={setPassword}
          error={isWrong ? texts.wrong : findFieldError(error, 'password')}
        />
        <TroubleNote error={error} fields={fields} />
        <div className={form.actions}>
          <Button onClick={onClose} disabled={isPending}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" variant="danger" busy={isPending} disabled={!isMeant || password === ''}>
            {texts.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
