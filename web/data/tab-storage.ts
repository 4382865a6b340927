/** What this tab keeps until it is closed. A browser that refuses storage (private windows) keeps nothing. */
const prefix = 'hopper-drive-';

export function readKept(name: string): string | null {
  try {
    return sessionStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** @param value null = nothing */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(prefix + name);
    else sessionStorage.setItem(prefix + name, value);
  } catch {
    // It holds until the page is left.
  }
}

export function dropKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // Then there is nothing to drop.
  }
}
