import { useState } from 'react';
import { driveEnds } from '../data/drive-access.ts';
import { commonTexts } from '../texts/en/common.ts';
import { driveTexts as texts } from '../texts/en/drive.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { SimulatedNote } from '../ui/simulated-note.tsx';
import classes from './drive-page.module.css';
import { ConsentDialog } from './ends/consent-dialog.tsx';
import { DrivePanel } from './ends/drive-panel.tsx';
import { RefusalNote } from './ends/refusal-note.tsx';
import type { OpeningWish } from './opening-wish.ts';
import { ActionBar } from './order/action-bar.tsx';
import { TransfersSection } from './transfers/transfers-section.tsx';

/** Two Drives beside each other, what to do with what is chosen, and what is under way. */
export function DrivePage() {
  const [wish, setWish] = useState<OpeningWish>();
  return (
    <>
      <PageHeader title={commonTexts.places.drive} text={texts.text} />
      <SimulatedNote platforms={['drive']} />
      <RefusalNote />
      <div className={classes.page}>
        <div>
          <div className={classes.panels}>
            {driveEnds.map((end) => (
              <DrivePanel key={end} end={end} onOpen={() => setWish({ end })} />
            ))}
          </div>
          <ActionBar onOpen={setWish} />
        </div>
        <TransfersSection onOpen={setWish} />
      </div>
      {wish && <ConsentDialog wish={wish} onClose={() => setWish(undefined)} />}
    </>
  );
}
