import { useQuery } from '@tanstack/react-query';
import { ArrowDownUp, Send } from 'lucide-react';
import type { Video } from '../data/api.ts';
import { connectionsQuery } from '../data/connections.ts';
import { actionTexts as texts } from '../texts/en/actions.ts';
import { Button } from '../ui/button.tsx';
import { AddButton } from '../upload/add-button.tsx';
import { openTask } from './actions/task.ts';
import { StatusFilter } from './status-filter.tsx';
import type { Filter } from './use-status-filter.ts';

interface Props {
  readonly status: Filter | undefined;
  readonly interrupted: readonly Video[];
  readonly onStatus: (status: Filter | undefined) => void;
  readonly onReorder: () => void;
}

/** What can be done with the queue as a whole. */
export function QueueActions({ status, interrupted, onStatus, onReorder }: Props) {
  const { data: accounts } = useQuery(connectionsQuery);
  // Before they are known nothing is greyed out: the server says so too.
  const canPost = accounts?.some((account) => account.enabled) ?? true;
  return (
    <>
      <StatusFilter status={status} onChange={onStatus} />
      {status === undefined && (
        <Button variant="quiet" onClick={onReorder}>
          <ArrowDownUp size={16} aria-hidden />
          {texts.order.button}
        </Button>
      )}
      <Button disabled={!canPost} onClick={() => openTask({ kind: 'post', videoIds: undefined })}>
        <Send size={16} aria-hidden />
        {texts.post.titleAll}
      </Button>
      <AddButton interrupted={interrupted} />
    </>
  );
}
