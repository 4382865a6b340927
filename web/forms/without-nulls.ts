type WithoutNulls<T> = { [Name in keyof T]: Exclude<T[Name], null> };

/** What is said, without what is given back to the defaults: settings are the defaults and have nothing to go back to. */
export function withoutNulls<T extends object>(values: T): WithoutNulls<T>;
export function withoutNulls(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
