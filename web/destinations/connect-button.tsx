import { Plus } from 'lucide-react';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { platformTitles } from '../data/platforms.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { Button } from '../ui/button.tsx';
import { useConnect } from './use-connect.ts';

interface Props {
  readonly platform: PlatformName;
  readonly hasAccounts: boolean;
}

/** Leads to the platform's consent page. Instagram has a second way in, through the Facebook page that owns the account. */
export function ConnectButton({ platform, hasAccounts }: Props) {
  const { connect, isConnecting } = useConnect(platform);
  const title = platformTitles[platform];
  const label = texts.connect(title);
  return (
    <>
      <Button
        variant={hasAccounts ? 'plain' : 'primary'}
        aria-label={hasAccounts ? texts.anotherOf(title) : label}
        busy={isConnecting}
        onClick={() => connect(undefined)}
      >
        <Plus size={16} aria-hidden />
        {hasAccounts ? texts.another : label}
      </Button>
      {platform === 'instagram' && (
        <Button variant="quiet" onClick={() => connect('facebook_login')}>
          {texts.throughFacebook}
        </Button>
      )}
    </>
  );
}
