/**
 * What `fields=a,b` asks for; the id is always there, what is unknown is left out.
 * @param object a value may be a function that is only called when it is asked for
 */
export function selectFields(object: Readonly<Record<string, unknown>>, fields: string): Record<string, unknown> {
  const names = ['id', ...fields.split(',').map((name) => name.trim().replace(/\{.*$/, ''))];
  const chosen = [...new Set(names)].filter((name) => object[name] !== undefined);
  return Object.fromEntries(
    chosen.map((name) => {
      const value = object[name];
      return [name, typeof value === 'function' ? Reflect.apply(value, undefined, []) : value];
    }),
  );
}
