import { type ReactNode, useId } from 'react';
import { Card } from './card.tsx';
import classes from './section.module.css';

interface Props {
  readonly title: string;
  readonly text?: string;
  /** What is to be known of it, beside the title. */
  readonly badge?: ReactNode;
  /** Buttons at the other end. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Section({ title, text, badge, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.head}>
        <div>
          <div className={classes.line}>
            <h2 id={id} className={classes.title}>
              {title}
            </h2>
            {badge}
          </div>
          {text !== undefined && <p className={classes.text}>{text}</p>}
        </div>
        {actions}
      </div>
      <Card>{children}</Card>
    </section>
  );
}
