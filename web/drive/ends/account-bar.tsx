import { useMutation } from '@tanstack/react-query';
import { Repeat2, SquareTerminal, X } from 'lucide-react';
import { api } from '../../data/api.ts';
import { type DriveEnd, setDriveToken } from '../../data/drive-access.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { formatBytes } from '../../texts/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import rows from '../../ui/rows.module.css';
import { showError, showToast } from '../../ui/toasts.ts';
import type { DriveAccount } from '../drive-api.ts';
import classes from './account-bar.module.css';

const { account: texts } = driveTexts;

interface Props {
  readonly end: DriveEnd;
  readonly token: string;
  readonly account: DriveAccount;
  readonly onOpen: () => void;
}

/** Whose Drive it is and how much room it has. */
export function AccountBar({ end, token, account, onOpen }: Props) {
  const close = useMutation({
    mutationFn: () => api.logOutOfDrive({ body: { token } }),
    onSuccess: () => {
      setDriveToken(end, null);
      showToast(texts.closed, 'good');
    },
    onError: showError,
  });
  const copyToken = async () => {
    try {
      await navigator.clipboard.writeText(token);
      showToast(texts.copied, 'good');
    } catch {
      showToast(texts.notCopied, 'bad');
    }
  };
  const getActions = () => [
    { id: 'copy', label: texts.copy, icon: SquareTerminal, onAction: () => void copyToken() },
    { id: 'other', label: texts.other, icon: Repeat2, onAction: onOpen },
    { id: 'close', label: texts.close, icon: X, onAction: close.mutate },
  ];
  return (
    <div className={classes.bar}>
      <Avatar name={account.name} url={account.avatar_url} />
      <div className={rows.words}>
        <p className={rows.name}>{account.email}</p>
        <Room account={account} />
      </div>
      <MenuButton label={texts.menu(account.email)} getActions={getActions} />
    </div>
  );
}

function Room({ account: { used_bytes: used, limit_bytes: limit } }: { readonly account: DriveAccount }) {
  if (limit === null) return <p className={rows.quiet}>{texts.endless(formatBytes(used))}</p>;
  return (
    <p className={classes.room}>
      <meter className={classes.meter} min={0} max={limit} high={limit * nearlyFull} value={used} aria-hidden />
      {texts.room(formatBytes(used), formatBytes(limit))}
    </p>
  );
}

const nearlyFull = 0.9;
