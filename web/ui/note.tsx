import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import classes from './note.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

interface Props {
  readonly tone?: Tone;
  /** `alert` is read out at once. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}

/** A few words that stand out in the place that they belong to. */
export function Note({ tone = 'neutral', role, children }: Props) {
  return (
    <div role={role} className={classNames(classes.note, classes[tone])}>
      {children}
    </div>
  );
}
