import { useMutation, useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { api } from '../data/api.ts';
import { leaveSession, refreshUser, useUser } from '../data/session.ts';
import { accountTexts as texts } from '../texts/en/account.ts';
import { formatDate } from '../texts/format.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import rows from '../ui/rows.module.css';
import { showError } from '../ui/toasts.ts';
import classes from './profile-card.module.css';
import { UnprovedNote } from './unproved-note.tsx';

export function ProfileCard() {
  const user = useUser();
  useQuery({ queryKey: ['me'], queryFn: refreshUser, staleTime: 0 });
  const logout = useMutation({ mutationFn: () => api.logout(), onSuccess: leaveSession, onError: showError });
  if (!user) return null;
  const { email, email_verified: isProved, created_at: createdAt } = user;
  return (
    <Card className={classes.card ?? ''}>
      <div className={classes.line}>
        <div className={classes.who}>
          <Avatar name={email} url={null} />
          <div>
            <p className={rows.name}>{email}</p>
            <p className={rows.quiet}>{texts.memberSince(formatDate(createdAt))}</p>
          </div>
        </div>
        <Button busy={logout.isPending} onClick={() => logout.mutate()}>
          <LogOut size={16} aria-hidden />
          {texts.logout}
        </Button>
      </div>
      {!isProved && <UnprovedNote email={email} />}
    </Card>
  );
}
