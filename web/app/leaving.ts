import { createStore } from '../data/store.ts';

type Navigate = (to: string, options?: object) => void;

/** Whether the page that is open has something typed that would be lost. */
export const unsaved = createStore<'saved' | 'unsaved'>('saved');

/** Where somebody wants to go from such a page, until they have said that they mean it. */
export const leaving = createStore<{ readonly go: () => void } | null>(null);

/** Goes to another page, or asks first. What changes on the same page (a filter, a panel) is not asked about. */
export function navigateOrAsk(navigate: Navigate, to: string, options?: object): void {
  const go = () => navigate(to, options);
  const isElsewhere = new URL(to, location.href).pathname !== location.pathname;
  if (isElsewhere && unsaved.get() === 'unsaved') leaving.set({ go });
  else go();
}
