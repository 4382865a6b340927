import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../data/api.ts';
import { accountTexts } from '../texts/en/account.ts';
import { Button } from '../ui/button.tsx';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';
import { showError, showToast } from '../ui/toasts.ts';
import { SessionRow } from './session-row.tsx';

const { sessions: texts } = accountTexts;

/** Every browser that is signed in, this one first. */
export function SessionsSection() {
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => api.listSessions({}, { signal }) });
  const endOthers = useMutation({
    mutationFn: () => api.endOtherSessions(),
    onSuccess: ({ ended }) => {
      showToast(texts.endedOthers(ended), 'good');
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: showError,
  });
  const sessions = [...(list.data?.sessions ?? [])].sort((one, other) => Number(other.current) - Number(one.current));
  const action = sessions.length > 1 && (
    <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
      {texts.endOthers}
    </Button>
  );
  return (
    <Section title={texts.title} text={texts.text} actions={action}>
      {list.isPending && <ListSkeleton />}
      {list.isError && <LoadError error={list.error} onRetry={list.refetch} />}
      <ul className={rows.rows}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}
