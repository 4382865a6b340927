import { transferTexts } from '../../texts/en/drive.ts';
import type { Transfer } from '../drive-api.ts';
import classes from './transfer-details.module.css';

const { plan: texts } = transferTexts;

/** What will not be quite the same at the destination. */
export function PlanNotes({ transfer: { plan } }: { readonly transfer: Transfer }) {
  if (plan.notes.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{texts.notes}</h3>
      <ul className={classes.notes}>
        {plan.notes.map(({ code, message, files }) => (
          <li key={code}>{texts.note(message, files)}</li>
        ))}
      </ul>
    </section>
  );
}
