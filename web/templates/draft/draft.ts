/** What was typed of some settings and is not saved yet. */
export interface Draft<S> {
  /** Only what was touched, so that two people who change different things do not undo each other. */
  readonly change: Partial<S>;
  /** What was saved when each of them was touched first: how somebody else's change is noticed. */
  readonly base: Partial<S>;
}

/** A draft with some more changes. What is again as it was saved is no change. */
export function touchDraft<S extends object>(draft: Draft<S>, more: Partial<S>, saved: S): Draft<S> {
  const base = { ...pick<S>(saved, Object.keys(more)), ...draft.base };
  const change = { ...draft.change, ...more };
  return keep({ change, base }, (name) => !isSame(Reflect.get(change, name), Reflect.get(base, name)));
}

/** Names of what was changed here, and has been changed elsewhere to something else since. */
export function findOvertaken<S extends object>({ change, base }: Draft<S>, saved: S): string[] {
  return Object.keys(change).filter((name) => {
    const present: unknown = Reflect.get(saved, name);
    return !isSame(present, Reflect.get(base, name)) && !isSame(present, Reflect.get(change, name));
  });
}

/** The draft after some of it was saved; what was typed meanwhile stays. */
export function settleDraft<S extends object>(draft: Draft<S>, sent: Partial<S>, saved: S): Draft<S> {
  const { change } = keep(draft, (name) => !isSame(Reflect.get(draft.change, name), Reflect.get(sent, name)));
  return { change, base: pick<S>(saved, Object.keys(change)) };
}

/** The draft as if it had been begun on what is saved now. */
export function rebaseDraft<S extends object>({ change }: Draft<S>, saved: S): Draft<S> {
  return { change, base: pick<S>(saved, Object.keys(change)) };
}

/** The draft without some of its changes. */
export function dropFromDraft<S extends object>(draft: Draft<S>, names: readonly string[]): Draft<S> {
  return keep(draft, (name) => !names.includes(name));
}

export function isEmptyDraft({ change }: Draft<object>): boolean {
  return Object.keys(change).length === 0;
}

function keep<S extends object>({ change, base }: Draft<S>, isKept: (name: string) => boolean): Draft<S> {
  const names = Object.keys(change).filter(isKept);
  return { change: pick<S>(change, names), base: pick<S>(base, names) };
}

function pick<S extends object>(values: Partial<S>, names: readonly string[]): Partial<S>;
function pick(values: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** Settings are texts, numbers, switches, and lists of texts. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
