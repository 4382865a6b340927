import { useState } from 'react';
import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import type { Video } from '../../data/api.ts';
import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { formTexts as texts } from '../../texts/en/forms.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import form from '../../ui/form.module.css';
import { EditFooter } from './edit-footer.tsx';
import { GeneralPart, InstagramPart, TiktokPart, YoutubePart } from './edit-parts.tsx';
import { EditPreview } from './edit-preview.tsx';
import type { VideoEdit } from './use-video-edit.ts';

type Part = 'general' | PlatformName;
const choices: readonly { readonly value: Part; readonly label: string }[] = [
  { value: 'general', label: texts.general },
  ...shownPlatforms.map((platform) => ({ value: platform, label: platformTitles[platform] })),
];
const parts = { general: GeneralPart, youtube: YoutubePart, tiktok: TiktokPart, instagram: InstagramPart } as const;

interface Props {
  readonly video: Video;
  readonly edit: VideoEdit;
}

/** What one video says: everywhere, and at single platforms instead. */
export function EditForm({ video, edit }: Props) {
  const [shown, setShown] = useState<Part>('general');
  const Part = parts[shown];
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (edit.isDirty && !edit.isSaving) edit.save();
      }}
    >
      <ChoiceGroup legend={texts.where} choices={choices} value={shown} onChange={setShown} />
      <Part
        video={video}
        edit={edit}
        preview={<EditPreview video={video} edit={edit} platforms={shown === 'general' ? shownPlatforms : [shown]} />}
      />
      <EditFooter edit={edit} />
    </form>
  );
}
