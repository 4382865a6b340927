import { findFieldError } from '../../data/errors.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { templateTexts } from '../../texts/en/templates.ts';
import form from '../../ui/form.module.css';
import type { CategoryEdit } from '../draft/use-category.ts';
import type { TemplateField } from './template-fields.ts';
import { TemplateInput } from './template-input.tsx';

const { fields: texts } = templateTexts;

interface Props<S> {
  readonly fields: readonly TemplateField<S>[];
  readonly edit: CategoryEdit<S>;
  /** For what holds where a platform says nothing of its own. */
  readonly everywhere: GlobalSettings;
  readonly error: unknown;
}

/** The templates of one category. */
export function TemplateList<S>({ fields, edit, everywhere, error }: Props<S>) {
  return (
    <div className={form.form}>
      {fields.map((field) => (
        <TemplateInput
          key={field.name}
          label={field.label}
          hint={field.hint}
          isLong={field.isLong}
          limit={field.limit}
          unit={field.unit}
          placeholder={field.inherits && texts.inherited(everywhere[field.inherits])}
          value={field.get(edit.values)}
          hasWords={everywhere.wordbank.length > 0}
          error={findFieldError(error, field.name)}
          elsewhere={edit.overtaken.includes(field.name) ? field.get(edit.saved) : undefined}
          onChange={(text) => edit.touch(field.set(text))}
        />
      ))}
    </div>
  );
}
