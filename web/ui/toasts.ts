import { explain, hasCode } from '../data/errors.ts';
import { createStore } from '../data/store.ts';
import type { Tone } from './note.tsx';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

export const toasts = createStore<readonly Toast[]>([]);
let lastId = 0;
const most = 4;

/** Says something in the corner. The same text is never there twice. */
export function showToast(text: string, tone: Tone = 'neutral'): void {
  lastId += 1;
  const toast = { id: lastId, tone, text };
  toasts.set((present) => [...present.filter((other) => other.text !== text), toast].slice(-most));
}

/** Says what went wrong with something that has no place of its own on the page. That a session ended is said by itself. */
export function showError(error: unknown): void {
  if (!hasCode(error, 'unauthenticated')) showToast(explain(error), 'bad');
}

export function dismissToast(id: number): void {
  toasts.set((present) => present.filter((toast) => toast.id !== id));
}
