import { useState } from 'react';
import { formTexts } from '../../texts/en/forms.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import type { TiktokValues } from '../platform-values.ts';
import { Consent } from './consent.tsx';

const { tiktok: texts } = formTexts;

interface Props {
  readonly values: TiktokValues;
  readonly onChange: (change: TiktokValues) => void;
}

/** Whether the video promotes something, and what follows from it. */
export function Disclosure({ values, onChange }: Props) {
  const isOwn = values.brand_organic_toggle ?? false;
  const isBranded = values.brand_content_toggle ?? false;
  const [isOpen, setOpen] = useState(isOwn || isBranded);
  const open = (isDisclosed: boolean) => {
    setOpen(isDisclosed);
    if (!isDisclosed) onChange({ brand_organic_toggle: false, brand_content_toggle: false });
  };
  return (
    <>
      <Checkbox kind="switch" checked={isOpen} onChange={open} hint={texts.discloseHint}>
        {texts.disclose}
      </Checkbox>
      {isOpen && (
        <div className={form.form}>
          <Checkbox
            checked={isOwn}
            required={!isOwn && !isBranded}
            onChange={(brand_organic_toggle) => onChange({ brand_organic_toggle })}
            hint={texts.ownHint}
          >
            {texts.own}
          </Checkbox>
          <Checkbox
            checked={isBranded}
            onChange={(brand_content_toggle) => onChange({ brand_content_toggle })}
            hint={texts.brandedHint}
          >
            {texts.branded}
          </Checkbox>
          {!isOwn && !isBranded && <Note tone="warn">{texts.chooseOne}</Note>}
        </div>
      )}
      <Checkbox checked={values.is_aigc ?? false} onChange={(is_aigc) => onChange({ is_aigc })}>
        {texts.ai}
      </Checkbox>
      <Consent isBranded={isBranded} />
    </>
  );
}
