import type { HTMLAttributes } from 'react';
import classes from './card.module.css';
import { classNames } from './class-names.ts';

export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return <div {...rest} className={classNames(classes.card, className)} />;
}
