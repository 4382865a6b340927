import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { Link } from 'wouter';
import classes from './button.module.css';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  /** Something is on its way: it cannot be pressed, keeps the focus, and says so. */
  readonly busy?: boolean;
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Neither its own action nor, for a submit button, that of its form. */
const refuse = (event: MouseEvent) => event.preventDefault();

/**
 * A button that cannot be pressed keeps the focus all the same: who works by keyboard is not thrown back to the page's top.
 * A double click is one click: its second half comes before anything can show that the first one was heard.
 */
export function Button(props: ButtonProps) {
  const { variant = 'plain', busy = false, small, children, onClick, className, disabled = false, ...rest } = props;
  const isOff = busy || disabled;
  const act = (event: MouseEvent<HTMLButtonElement>) => (isOff || event.detail > 1 ? refuse(event) : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      onClick={act}
      className={classNames(classes.button, classes[variant], small && classes.small, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

interface LinkButtonProps {
  readonly href: string;
  readonly variant?: ButtonVariant;
  readonly children: ReactNode;
}

/** Looks like a button and goes somewhere. */
export function LinkButton({ href, variant = 'plain', children }: LinkButtonProps) {
  return (
    <Link href={href} className={classNames(classes.button, classes[variant])}>
      {children}
    </Link>
  );
}
