import { transferTexts } from '../../texts/en/drive.ts';
import { formatBytes } from '../../texts/format.ts';
import { Note } from '../../ui/note.tsx';
import type { Transfer } from '../drive-api.ts';
import classes from './transfer-details.module.css';

const { plan: texts } = transferTexts;

interface Fact {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
}

/** What the dry run has found: how much, how long, and whether it fits. */
export function PlanFacts({ transfer }: { readonly transfer: Transfer }) {
  const { plan, status } = transfer;
  const missing = plan.bytes - (plan.room_bytes ?? plan.bytes);
  const isNothing = status === 'planned' && plan.bytes === 0 && plan.files <= plan.existing + plan.skipped;
  return (
    <>
      <dl className={classes.grid} aria-label={texts.title}>
        {factsOf(transfer).map(({ name, value, hint }) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>
              {value}
              {hint !== undefined && <p className={classes.hint}>{hint}</p>}
            </dd>
          </div>
        ))}
      </dl>
      {!plan.fits && (
        <Note tone="bad" role="alert">
          {texts.tooLittle(formatBytes(missing))}
        </Note>
      )}
      {isNothing && plan.folders === 0 && <Note>{texts.nothing}</Note>}
    </>
  );
}

function factsOf({ plan, destination }: Transfer): readonly Fact[] {
  const count = (value: number) => value.toLocaleString('en');
  const facts: (Fact | undefined)[] = [
    { name: texts.files, value: count(plan.files) },
    { name: texts.folders, value: count(plan.folders) },
    { name: texts.send, value: formatBytes(plan.bytes) },
    { name: texts.existing, value: count(plan.existing) },
    { name: texts.skipped, value: count(Math.max(0, plan.skipped - plan.existing)) },
    destination ? { name: texts.room, value: describeRoom(plan.room_bytes) } : undefined,
    // What fits into a day says nothing about how long it takes.
    destination && plan.days > 1 ? { name: texts.days, value: texts.day(plan.days), hint: texts.daysHint } : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function describeRoom(bytes: number | null): string {
  return bytes === null ? texts.endless : formatBytes(bytes);
}
