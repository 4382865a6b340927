import { useQuery } from '@tanstack/react-query';
import { formTexts } from '../../texts/en/forms.ts';
import { formatClock } from '../../texts/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import rows from '../../ui/rows.module.css';
import { SelectField } from '../../ui/select-field.tsx';
import type { TiktokValues } from '../platform-values.ts';
import { creatorInfoQuery } from './creator-info.ts';
import { Disclosure } from './disclosure.tsx';
import { Permissions } from './permissions.tsx';
import { PrivacyField } from './privacy-field.tsx';

const { tiktok: texts } = formTexts;

interface Props {
  /** Everything that holds: the settings, and over them what is said here. */
  readonly values: TiktokValues;
  readonly onChange: (change: TiktokValues) => void;
}

const modes = [
  { value: 'direct', label: texts.modes.direct },
  { value: 'inbox', label: texts.modes.inbox },
] as const;

/**
 * What TikTok is told, asked in the way that its audit wants: the account is named, who may see the video is chosen and not
 * preset to everyone, what others may do is off until switched on, promotion is disclosed, and the consent is said.
 * @see https://developers.tiktok.com/doc/content-sharing-guidelines
 */
export function TiktokForm({ values, onChange }: Props) {
  const { data: creator, isError } = useQuery(creatorInfoQuery);
  return (
    <div className={form.form}>
      {creator && (
        <div className={rows.row}>
          <Avatar name={creator.creator_nickname} url={creator.creator_avatar_url} />
          <div className={rows.words}>
            <p className={rows.name}>{texts.account(creator.creator_nickname)}</p>
            <p className={rows.quiet}>{texts.longest(formatClock(creator.max_video_post_duration_sec))}</p>
          </div>
        </div>
      )}
      {isError && <Note tone="warn">{texts.unknown}</Note>}
      <SelectField
        label={texts.mode}
        choices={modes}
        value={values.post_mode ?? 'direct'}
        onChange={(post_mode) => onChange({ post_mode })}
        hint={values.post_mode === 'inbox' ? texts.inboxNote : undefined}
      />
      <PrivacyField values={values} onChange={onChange} options={creator?.privacy_level_options} />
      <Permissions values={values} onChange={onChange} creator={creator} />
      <Disclosure values={values} onChange={onChange} />
    </div>
  );
}
