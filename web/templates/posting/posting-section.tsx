import { findFieldError } from '../../data/errors.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { templateTexts } from '../../texts/en/templates.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { Section } from '../../ui/section.tsx';
import type { CategoryEdit } from '../draft/use-category.ts';
import { PlanFields } from './plan-fields.tsx';

const { posting: texts } = templateTexts;
const { modes } = actionTexts.post;

type Mode = 'immediate' | GlobalSettings['schedule_mode'];
const choices: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'immediate', label: modes.immediate },
  { value: 'spaced', label: modes.spaced },
  { value: 'specific_time', label: modes.specific_time },
];

interface Props {
  readonly edit: CategoryEdit<GlobalSettings>;
  readonly error: unknown;
}

/** How videos are posted when nothing else is said. */
export function PostingSection({ edit, error }: Props) {
  const { values, touch } = edit;
  const mode: Mode = values.upload_immediately ? 'immediate' : values.schedule_mode;
  const choose = (next: Mode) =>
    touch(next === 'immediate' ? { upload_immediately: true } : { upload_immediately: false, schedule_mode: next });
  return (
    <Section title={texts.title} text={texts.text}>
      <div className={form.form}>
        <ChoiceGroup legend={texts.mode} choices={choices} value={mode} onChange={choose} />
        <PlanFields mode={mode} edit={edit} error={error} />
        <Checkbox checked={values.allow_duplicates} onChange={(isAllowed) => touch({ allow_duplicates: isAllowed })}>
          {texts.duplicates}
        </Checkbox>
        <Field
          label={texts.keep}
          hint={texts.keepHint}
          error={findFieldError(error, 'keep_media_days')}
          type="number"
          min={0}
          max={3650}
          value={values.keep_media_days}
          onChange={({ target }) => touch({ keep_media_days: target.valueAsNumber || 0 })}
        />
      </div>
    </Section>
  );
}
