/** One of the values that a choice can have. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Common {
  /** As the API calls it; its errors name fields by it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/**
 * One field of a form over values of type `S`, all of which may be missing (= as the defaults say) or null (= back to the
 * defaults). `set` gives the change as a part of `S`, so that a field that the contract does not have, or has with another
 * type, does not compile.
 */
export type FormField<S> = Common &
  (
    | {
        readonly kind: 'text' | 'area';
        readonly maxLength: number;
        get(values: S): string | null | undefined;
        set(value: string | null): S;
      }
    | {
        readonly kind: 'choice';
        readonly choices: readonly Choice[];
        get(values: S): string | null | undefined;
        set(value: string | null): S;
      }
    | { readonly kind: 'flag'; get(values: S): boolean | null | undefined; set(value: boolean | null): S }
    | {
        readonly kind: 'number';
        readonly min: number;
        readonly max: number;
        get(values: S): number | null | undefined;
        set(value: number | null): S;
      }
    | {
        readonly kind: 'list';
        get(values: S): readonly string[] | null | undefined;
        set(value: string[] | null): S;
      }
  );

/** A field that is one of several values of the contract: the choices are these, and no other can be set. */
export function choiceField<S, Value extends string>(field: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly get: (values: S) => Value | null | undefined;
  readonly set: (value: Value | null) => S;
}): FormField<S> {
  const find = (raw: string | null) => field.choices.find(({ value }) => value === raw)?.value ?? null;
  return { ...field, kind: 'choice', set: (raw) => field.set(find(raw)) };
}
