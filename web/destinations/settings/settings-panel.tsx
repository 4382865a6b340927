import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { platformTitles } from '../../data/platforms.ts';
import { destinationTexts as texts } from '../../texts/en/destinations.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { InstagramSettingsForm, TiktokSettingsForm, YoutubeSettingsForm } from './platform-forms.tsx';

const forms = { youtube: YoutubeSettingsForm, tiktok: TiktokSettingsForm, instagram: InstagramSettingsForm } as const;

interface Props {
  readonly platform: PlatformName;
  readonly onClose: () => void;
}

/** What holds at one platform for every video. */
export function SettingsPanel({ platform, onClose }: Props) {
  const title = platformTitles[platform];
  const Form = forms[platform];
  return (
    <Dialog kind="panel" title={texts.settingsOf(title)} onClose={onClose}>
      <p>{texts.panel.text(title)}</p>
      <Form />
    </Dialog>
  );
}
