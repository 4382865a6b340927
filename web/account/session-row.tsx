import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Api, api } from '../data/api.ts';
import { accountTexts } from '../texts/en/account.ts';
import { formatRelative } from '../texts/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import rows from '../ui/rows.module.css';
import { showError, showToast } from '../ui/toasts.ts';
import { describeAgent } from './describe-agent.ts';

const { sessions: texts } = accountTexts;

type Session = Awaited<ReturnType<Api['listSessions']>>['sessions'][number];

export function SessionRow({ session }: { readonly session: Session }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.endSession({ params: { sessionId: session.id } }),
    onSuccess: () => {
      showToast(texts.ended, 'good');
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: showError,
  });
  const name = describeAgent(session.user_agent);
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <p className={rows.name}>
          {name} {session.current && <Badge tone="good">{texts.current}</Badge>}
        </p>
        <p className={rows.quiet}>{texts.seen(session.ip, formatRelative(session.last_seen_at, Date.now()))}</p>
      </div>
      {!session.current && (
        <Button small aria-label={texts.endOf(name)} busy={end.isPending} onClick={() => end.mutate()}>
          {texts.end}
        </Button>
      )}
    </li>
  );
}
