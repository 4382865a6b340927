import type { ConnectedAccount } from '../data/api.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { formatDate, formatDateTime } from '../texts/format.ts';
import { Badge } from '../ui/badge.tsx';
import rows from '../ui/rows.module.css';

export function AccountName({ account }: { readonly account: ConnectedAccount }) {
  const { name, is_default: isDefault, state, health, connected_at: since } = account;
  return (
    <>
      <p className={rows.name}>
        {name}
        {isDefault && <Badge>{texts.isDefault}</Badge>}
        {state === 'reconnect' && <Badge tone="bad">{texts.states.reconnect}</Badge>}
        {health.state === 'paused' && health.until !== null && (
          <Badge tone="warn">{texts.paused(formatDateTime(health.until))}</Badge>
        )}
      </p>
      <p className={rows.quiet}>{texts.since(formatDate(since))}</p>
    </>
  );
}
