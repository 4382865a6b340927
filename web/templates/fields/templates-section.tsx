import { useState } from 'react';
import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { templateTexts } from '../../texts/en/templates.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import form from '../../ui/form.module.css';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import type { CategoryName } from '../draft/category.ts';
import type { Edits } from '../draft/edits.ts';
import type { SettingsEdit } from '../draft/use-settings-edit.ts';
import { globalFields, instagramFields, tiktokFields, youtubeFields } from './template-fields.ts';
import { TemplateList } from './template-list.tsx';

const { editor: texts } = templateTexts;
const choices: readonly { readonly value: CategoryName; readonly label: string }[] = [
  { value: 'global', label: texts.everywhere },
  ...shownPlatforms.map((platform) => ({ value: platform, label: platformTitles[platform] })),
];

interface Props {
  readonly edits: Edits;
  readonly settings: SettingsEdit;
}

/** The templates: for everywhere, and for single platforms instead. */
export function TemplatesSection({ edits, settings }: Props) {
  const [shown, setShown] = useState<CategoryName>('global');
  return (
    <Section title={texts.title} text={texts.text}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (settings.isDirty && !settings.isSaving) settings.save();
        }}
      >
        <ChoiceGroup legend={texts.where} choices={choices} value={shown} onChange={setShown} />
        {shown !== 'global' && <p className={rows.quiet}>{texts.own(platformTitles[shown])}</p>}
        <Templates shown={shown} edits={edits} error={settings.errorOf(shown)} />
      </form>
    </Section>
  );
}

interface TemplatesProps {
  readonly shown: CategoryName;
  readonly edits: Edits;
  readonly error: unknown;
}

/** One list for each category: the cursor of one says nothing about another. */
function Templates({ shown, edits, error }: TemplatesProps) {
  const common = { everywhere: edits.global.values, error };
  switch (shown) {
    case 'global':
      return <TemplateList key={shown} fields={globalFields} edit={edits.global} {...common} />;
    case 'youtube':
      return <TemplateList key={shown} fields={youtubeFields} edit={edits.youtube} {...common} />;
    case 'tiktok':
      return <TemplateList key={shown} fields={tiktokFields} edit={edits.tiktok} {...common} />;
    case 'instagram':
      return <TemplateList key={shown} fields={instagramFields} edit={edits.instagram} {...common} />;
  }
}
