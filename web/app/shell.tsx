import type { ReactNode } from 'react';
import { commonTexts } from '../texts/en/common.ts';
import { Brand } from '../ui/brand.tsx';
import { DropZone } from '../upload/drop-zone.tsx';
import { ConnectReturn } from './connect-return.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineNote } from './offline-note.tsx';
import classes from './shell.module.css';

interface Props {
  readonly children: ReactNode;
}

/** The frame: a sidebar on wide screens, a bar at the bottom of phones. */
export function Shell({ children }: Props) {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {commonTexts.skip}
      </a>
      <header className={classes.side}>
        <div className={classes.brand}>
          <Brand />
        </div>
        <Navigation />
      </header>
      <main className={classes.content} id="content" tabIndex={-1}>
        <ConnectReturn />
        <OfflineNote />
        {children}
      </main>
      <DropZone />
    </div>
  );
}
