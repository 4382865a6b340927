import { type ReactNode, useEffect } from 'react';
import { commonTexts } from '../texts/en/common.ts';
import { Brand } from '../ui/brand.tsx';
import { Card } from '../ui/card.tsx';
import classes from './mail-page.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page that a link in a mail leads to: for whoever has the link, signed in or not. */
export function MailPage({ title, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${commonTexts.product}`;
  }, [title]);
  return (
    <main className={classes.page}>
      <Brand />
      <Card className={classes.card ?? ''}>
        <h1 className={classes.title}>{title}</h1>
        {children}
      </Card>
    </main>
  );
}
