import type { TiktokTask } from './task.ts';

/** The next instant at which something happens to a task by itself; null when nothing will. */
export function findNextTaskEventMs(task: TiktokTask): number | null {
  if (task.state === 'processing') return isStuck(task) ? null : task.readyAtMs;
  if (task.state !== 'complete') return null;
  const times = [removalMs(task), pendingModerationMs(task)].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Lets the next due thing happen. @returns the same object when nothing is due */
export function advanceTask(task: TiktokTask, nowMs: number, moderationMs: number): TiktokTask {
  const atMs = findNextTaskEventMs(task);
  if (atMs === null || atMs > nowMs) return task;
  if (task.state === 'processing') return finishProcessing(task, atMs, moderationMs);
  if (removalMs(task) === atMs) return { ...task, state: 'removed' };
  return { ...task, publishedAtMs: task.publishedAtMs ?? atMs };
}

/** A task has failed for good. */
export function failTask(task: TiktokTask, reason: string): TiktokTask {
  return { ...task, state: 'failed', failReason: reason };
}

/** Whether it may still become a post. */
export function isUnderWay({ state }: TiktokTask): boolean {
  return state === 'transfer' || state === 'processing';
}

function isStuck({ fate }: TiktokTask): boolean {
  return fate?.outcome === 'stuck' && fate.polls > 0;
}

function finishProcessing(task: TiktokTask, atMs: number, moderationMs: number): TiktokTask {
  const reason = task.fate?.outcome === 'failed' ? task.fate.reason : task.verdict;
  if (reason !== '') return failTask(task, reason);
  if (!task.post) return { ...task, state: 'inbox' };
  const { privacy } = task.post;
  if (privacy === 'PUBLIC_TO_EVERYONE') return { ...task, state: 'complete', moderatedAtMs: atMs + moderationMs };
  return { ...task, state: 'complete', publishedAtMs: privacy === 'SELF_ONLY' ? null : atMs };
}

function removalMs({ fate, arrivedAtMs, readyAtMs }: TiktokTask): number | null {
  if (fate?.outcome !== 'deleted' || arrivedAtMs === null) return null;
  return Math.max(readyAtMs ?? 0, arrivedAtMs + (fate.afterSeconds ?? 0) * 1000);
}

/** Others see a public post once it has been looked at. */
function pendingModerationMs({ moderatedAtMs, publishedAtMs }: TiktokTask): number | null {
  return publishedAtMs === null ? moderatedAtMs : null;
}
