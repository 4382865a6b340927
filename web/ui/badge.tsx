import type { ReactNode } from 'react';
import classes from './badge.module.css';
import { classNames } from './class-names.ts';
import type { Tone } from './note.tsx';

interface Props {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', children }: Props) {
  return <span className={classNames(classes.badge, classes[tone])}>{children}</span>;
}
