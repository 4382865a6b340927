import { type ReactNode, useEffect } from 'react';
import { commonTexts } from '../texts/en/common.ts';
import classes from './page-header.module.css';

interface Props {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** Title of a page, also of the browser's tab, with its main actions. */
export function PageHeader({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${commonTexts.product}`;
  }, [title]);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {text !== undefined && <p className={classes.text}>{text}</p>}
      </div>
      <div className={classes.actions}>{children}</div>
    </div>
  );
}
