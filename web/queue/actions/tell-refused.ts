import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { platformTitles } from '../../data/platforms.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { showToast } from '../../ui/toasts.ts';

interface Left {
  readonly platform: PlatformName;
  readonly reason: string;
}

/** Says which destinations something did not reach, each reason once. */
export function tellRefused(left: readonly Left[]): void {
  for (const { platform, reason } of left) showToast(actionTexts.refused(platformTitles[platform], reason), 'warn');
}
