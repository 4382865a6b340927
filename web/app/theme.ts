import { createStore } from '../data/store.ts';

export type Theme = 'system' | 'light' | 'dark';
const key = 'hopper-theme';

/** Storage that a browser refuses (private windows) counts as empty. */
function readChoice(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export const theme = createStore<Theme>(readChoice());

/** Shows the chosen colours; `system` leaves it to the browser. */
export function applyTheme(): void {
  const chosen = theme.get();
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(chosen: Theme): void {
  theme.set(chosen);
  applyTheme();
  try {
    if (chosen === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, chosen);
  } catch {
    // It holds until the page is left.
  }
}
