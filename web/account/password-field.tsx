import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { accountTexts as texts } from '../texts/en/account.ts';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import classes from './password-field.module.css';

interface Props {
  readonly isNew: boolean;
  /** Where there are two of them. */
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

/** A password that can be looked at, which helps more on phones than typing it twice. */
export function PasswordField({ isNew, label = texts.password, value, onChange, error }: Props) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={classes.frame}>
      <Field
        label={label}
        type={isShown ? 'text' : 'password'}
        name={isNew ? 'new-password' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        minLength={isNew ? 8 : undefined}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        hint={isNew ? texts.passwordHint : undefined}
        error={error}
      />
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={isShown ? texts.hide : texts.show}
        className={classes.toggle ?? ''}
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}
