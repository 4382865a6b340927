import { formTexts } from '../../texts/en/forms.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { TiktokValues } from '../platform-values.ts';
import { listPrivacies, toPrivacy } from './privacy.ts';

const { tiktok: texts } = formTexts;

interface Props {
  readonly values: TiktokValues;
  readonly onChange: (change: TiktokValues) => void;
  /** TikTok's own names of what the account may choose. */
  readonly options: readonly string[] | undefined;
}

/** Who may see the video: only what the account offers, and branded content is never private. */
export function PrivacyField({ values, onChange, options }: Props) {
  const isBranded = values.brand_content_toggle ?? false;
  const chosen = toPrivacy(values.privacy_level);
  const privacies = listPrivacies(options).filter((privacy) => !isBranded || privacy !== 'private');
  const isOffered = chosen !== undefined && privacies.includes(chosen);
  const unchosen = isOffered ? [] : [{ value: '' as const, label: texts.choose }];
  return (
    <SelectField
      label={texts.privacy}
      required
      choices={[...unchosen, ...privacies.map((value) => ({ value, label: texts.privacies[value] }))]}
      value={isOffered ? chosen : ''}
      onChange={(value) => value !== '' && onChange({ privacy_level: value })}
      hint={isBranded ? texts.brandedPrivate : undefined}
    />
  );
}
