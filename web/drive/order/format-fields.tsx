import { driveTexts } from '../../texts/en/drive.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { type DocumentKind, type Formats, formatChoices } from './formats.ts';
import classes from './order.module.css';

const { order: texts } = driveTexts;

interface Props {
  readonly value: Formats;
  readonly onChange: (value: Formats) => void;
}

/** Google's documents have no bytes of their own: what should arrive in their place. Behind a fold, as most have none. */
export function FormatFields({ value, onChange }: Props) {
  const field = <Kind extends DocumentKind>(kind: Kind) => (
    <SelectField
      label={texts.formatKinds[kind]}
      choices={formatChoices[kind].map((format) => ({
        value: format,
        label: format === 'leave' ? texts.leave : format.toUpperCase(),
      }))}
      value={value[kind]}
      onChange={(format) => onChange({ ...value, [kind]: format })}
    />
  );
  return (
    <details className={classes.more}>
      <summary>{texts.formats}</summary>
      <div className={classes.formats}>
        {field('document')}
        {field('spreadsheet')}
        {field('presentation')}
        {field('drawing')}
        {field('script')}
        {field('vid')}
      </div>
    </details>
  );
}
