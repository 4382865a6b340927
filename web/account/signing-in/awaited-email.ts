import { createStore } from '../../data/store.ts';

/** The address that somebody has asked for in this tab and that its link has yet to be pressed for. The API does not tell it. */
export const awaitedEmail = createStore<{ readonly userId: string; readonly email: string } | null>(null);
