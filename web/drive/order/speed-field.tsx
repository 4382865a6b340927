import { driveTexts } from '../../texts/en/drive.ts';
import { SelectField } from '../../ui/select-field.tsx';

const { order: texts } = driveTexts;
const megabyte = 1_000_000;
const choices = [
  { value: '0', label: texts.speeds.none },
  ...[1, 2, 5, 10, 25, 50, 100].map((count) => ({ value: String(count), label: texts.speeds.some(count) })),
];

interface Props {
  /** Bytes per second; null = as fast as it goes. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

export function SpeedField({ value, onChange }: Props) {
  return (
    <SelectField
      label={texts.speed}
      choices={choices}
      value={String((value ?? 0) / megabyte)}
      onChange={(count) => onChange(count === '0' ? null : Number(count) * megabyte)}
    />
  );
}
