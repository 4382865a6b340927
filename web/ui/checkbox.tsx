import type { ReactNode } from 'react';
import classes from './checkbox.module.css';

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  /** A switch takes effect at once, a checkbox when its form is sent. */
  readonly kind?: 'checkbox' | 'switch';
  /** Where the words beside it do not say enough. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function Checkbox({ checked, onChange, disabled, required, hint, kind = 'checkbox', label, children }: Props) {
  return (
    <label className={classes.label}>
      <input
        type="checkbox"
        role={kind === 'switch' ? 'switch' : undefined}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        required={required}
        onChange={(event) => onChange(event.target.checked)}
        className={classes[kind]}
      />
      {children !== undefined && (
        <span>
          {children}
          {hint !== undefined && <span className={classes.hint}>{hint}</span>}
        </span>
      )}
    </label>
  );
}
