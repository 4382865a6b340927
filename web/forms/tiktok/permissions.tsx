import { formTexts } from '../../texts/en/forms.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import group from '../../ui/checkbox-group.module.css';
import type { TiktokValues } from '../platform-values.ts';
import type { CreatorInfo } from './creator-info.ts';

const { tiktok: texts } = formTexts;

interface Props {
  readonly values: TiktokValues;
  readonly onChange: (change: TiktokValues) => void;
  readonly creator: CreatorInfo | undefined;
}

/** What others may do with the video. What the account has switched off at TikTok cannot be switched on here. */
export function Permissions({ values, onChange, creator }: Props) {
  const permissions = [
    {
      label: texts.comment,
      isOff: creator?.comment_disabled ?? false,
      value: values.allow_comments,
      set: (allow_comments: boolean) => onChange({ allow_comments }),
    },
    {
      label: texts.duet,
      isOff: creator?.duet_disabled ?? false,
      value: values.allow_duet,
      set: (allow_duet: boolean) => onChange({ allow_duet }),
    },
    {
      label: texts.stitch,
      isOff: creator?.stitch_disabled ?? false,
      value: values.allow_stitch,
      set: (allow_stitch: boolean) => onChange({ allow_stitch }),
    },
  ];
  return (
    <fieldset className={group.group}>
      <legend className={group.legend}>{texts.allow}</legend>
      {permissions.map(({ label, isOff, value, set }) => (
        <Checkbox
          key={label}
          checked={!isOff && (value ?? false)}
          disabled={isOff}
          hint={isOff ? texts.offAtTiktok : undefined}
          onChange={set}
        >
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}
