import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Video } from '../../data/api.ts';
import { refreshVideos, replaceVideos, videoQuery } from '../../data/videos.ts';
import { planLook } from './plan-look.ts';

/** More than this are cheaper to read with the list. */
const mostSingly = 6;

/** Keeps the shown videos up to date while something of them moves and somebody can see it. */
export function useFollowing(videos: readonly Video[]): void {
  const client = useQueryClient();
  const quiet = useRef({ rounds: 0, videos });
  useEffect(() => {
    // New data that differs resets the patience: where something happens, more happens soon.
    const rounds = quiet.current.videos === videos ? quiet.current.rounds : 0;
    quiet.current = { rounds, videos };
    const look = planLook(videos, Date.now(), rounds);
    if (!look) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const plan = planLook(videos, Date.now(), quiet.current.rounds);
      if (plan) timer = setTimeout(turn, plan.delayMilliseconds, plan.ids);
    };
    const turn = async (ids: readonly string[]) => {
      if (document.visibilityState === 'visible') {
        quiet.current.rounds += 1;
        await readAnew(ids);
      }
      if (!isOver) wait();
    };
    const readAnew = async (ids: readonly string[]) => {
      if (ids.length > mostSingly) return refreshVideos(client);
      const answers = await Promise.allSettled(
        ids.map((id) => client.fetchQuery({ ...videoQuery(id), staleTime: 0, retry: false })),
      );
      if (isOver) return;
      replaceVideos(
        client,
        answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
      );
    };
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, videos]);
}
