import { Settings2 } from 'lucide-react';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { ConnectedAccount } from '../data/api.ts';
import { platformTitles } from '../data/platforms.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { Button } from '../ui/button.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';
import { SimulatedBadge } from '../ui/simulated-badge.tsx';
import { AccountRow } from './account-row.tsx';
import { ConnectButton } from './connect-button.tsx';

interface Props {
  readonly platform: PlatformName;
  readonly accounts: readonly ConnectedAccount[];
  readonly onSettings: () => void;
}

export function PlatformSection({ platform, accounts, onSettings }: Props) {
  const title = platformTitles[platform];
  const hasAccounts = accounts.length > 0;
  const settings = (
    <Button variant="quiet" aria-label={texts.settingsOf(title)} onClick={onSettings}>
      <Settings2 size={16} aria-hidden />
      {texts.settings}
    </Button>
  );
  return (
    <Section title={title} badge={<SimulatedBadge platform={platform} />} actions={settings}>
      <ul className={rows.rows}>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
        <li className={rows.row}>
          {!hasAccounts && <p className={rows.words}>{texts.none(title)}</p>}
          <ConnectButton platform={platform} hasAccounts={hasAccounts} />
        </li>
      </ul>
    </Section>
  );
}
