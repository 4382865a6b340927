/** With which day weeks begin where the reader lives: 1 = Monday to 7 = Sunday. Monday where the browser does not say. */
export function firstWeekday(language = navigator.language): number {
  const locale = new Intl.Locale(language);
  // Older browsers have it as a property, some do not have it at all.
  const ask: unknown = Reflect.get(locale, 'getWeekInfo');
  const info: unknown = typeof ask === 'function' ? ask.call(locale) : Reflect.get(locale, 'weekInfo');
  const day: unknown = info === undefined ? undefined : Reflect.get(Object(info), 'firstDay');
  return typeof day === 'number' ? day : 1;
}
