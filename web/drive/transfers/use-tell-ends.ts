import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { refreshVideos } from '../../data/videos.ts';
import { transferTexts as texts } from '../../texts/en/drive.ts';
import { showToast } from '../../ui/toasts.ts';
import type { Transfer, TransferStatus } from '../drive-api.ts';
import { describeChosen } from './describe-transfer.ts';

const ends = { done: 'good', partial: 'warn', failed: 'bad' } as const;

/** Says when something that moved has come to its end, and has what it changed read anew. */
export function useTellEnds(transfers: readonly Transfer[]): void {
  const client = useQueryClient();
  const before = useRef(new Map<string, TransferStatus>());
  useEffect(() => {
    for (const transfer of transfers) {
      const { id, kind, status } = transfer;
      const earlier = before.current.get(id);
      before.current.set(id, status);
      if (earlier === undefined || earlier === status || !isEnd(status)) continue;
      showToast(texts.ended[status](describeChosen(transfer)), ends[status]);
      if (kind === 'import') void refreshVideos(client);
      void client.invalidateQueries({ queryKey: ['drive'] });
    }
  }, [client, transfers]);
}

function isEnd(status: TransferStatus): status is keyof typeof ends {
  return Object.hasOwn(ends, status);
}
