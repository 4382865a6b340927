import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import classes from './icon-button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** What it does, for whoever does not see the icon, and as its tooltip. */
  readonly label: string;
}

export function IconButton({ icon: Icon, label, className, ...rest }: Props) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={classNames(classes.button, className)}>
      <Icon size={18} aria-hidden />
    </button>
  );
}
