import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { api } from '../data/api.ts';
import { leaveSession, session } from '../data/session.ts';
import { useStore } from '../data/store.ts';
import { accountTexts as texts } from '../texts/en/account.ts';
import { formatDate } from '../texts/format.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import rows from '../ui/rows.module.css';
import { showError } from '../ui/toasts.ts';
import classes from './profile-card.module.css';

export function ProfileCard() {
  const present = useStore(session);
  const logout = useMutation({ mutationFn: () => api.logout(), onSuccess: leaveSession, onError: showError });
  if (present.kind !== 'in') return null;
  const { email, created_at: createdAt } = present.user;
  return (
    <Card className={classes.card ?? ''}>
      <div className={rows.row}>
        <Avatar name={email} url={null} />
        <div className={rows.words}>
          <p className={rows.name}>{email}</p>
          <p className={rows.quiet}>{texts.memberSince(formatDate(createdAt))}</p>
        </div>
        <Button busy={logout.isPending} onClick={() => logout.mutate()}>
          <LogOut size={16} aria-hidden />
          {texts.logout}
        </Button>
      </div>
    </Card>
  );
}
