import { findFieldError } from '../data/errors.ts';
import form from '../ui/form.module.css';
import { FieldControl } from './field-control.tsx';
import type { FormField } from './form-field.ts';

interface Props<S> {
  readonly fields: readonly FormField<S>[];
  readonly values: S;
  readonly onChange: (change: S) => void;
  readonly error: unknown;
  /** Where the fields are within what is sent: `youtube.` */
  readonly path?: string;
  readonly defaults?: S | undefined;
}

export function FieldList<S>({ fields, values, onChange, error, path = '', defaults }: Props<S>) {
  return (
    <div className={form.form}>
      {fields.map((field) => (
        <FieldControl
          key={field.name}
          field={field}
          values={values}
          onChange={onChange}
          error={findFieldError(error, path + field.name)}
          defaults={defaults}
        />
      ))}
    </div>
  );
}
