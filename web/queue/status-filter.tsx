import { queueTexts as texts } from '../texts/en/queue.ts';
import classes from './status-filter.module.css';
import { type Filter, filterTexts } from './use-status-filter.ts';

interface Props {
  readonly status: Filter | undefined;
  readonly onChange: (status: Filter | undefined) => void;
}

export function StatusFilter({ status, onChange }: Props) {
  const find = (value: string) => filters.find((filter) => filter === value);
  return (
    <select
      aria-label={texts.filter}
      className={classes.select}
      value={status ?? ''}
      onChange={(event) => onChange(find(event.target.value))}
    >
      <option value="">{texts.filters.all}</option>
      {filters.map((filter) => (
        <option key={filter} value={filter}>
          {filterTexts[filter]}
        </option>
      ))}
    </select>
  );
}

const filters: readonly Filter[] = [
  'pending',
  'scheduled',
  'uploading',
  'uploaded',
  'partial',
  'failed',
  'needs_check',
  'cancelled',
];
