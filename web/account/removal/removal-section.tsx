import { lazy, Suspense, useState } from 'react';
import { useUser } from '../../data/session.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { Button } from '../../ui/button.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';

const { removal: texts } = accountTexts;
const RemovalDialog = lazy(async () => ({ default: (await import('./removal-dialog.tsx')).RemovalDialog }));

/** The way out for good. */
export function RemovalSection() {
  const [isAsking, setAsking] = useState(false);
  const user = useUser();
  if (!user) return null;
  return (
    <Section title={texts.title}>
      <div className={rows.row}>
        <p className={rows.words}>{texts.text}</p>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {texts.button}
        </Button>
      </div>
      <Suspense>{isAsking && <RemovalDialog email={user.email} onClose={() => setAsking(false)} />}</Suspense>
    </Section>
  );
}
