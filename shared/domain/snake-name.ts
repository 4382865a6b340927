/** The few names of all requests: to make each anew was a third of the time of a page of videos. */
const known = new Map<string, string>();

/**
 * A field of our code as the API names it: `maxDurationSeconds` → `max_duration_seconds`.
 * @param name one of ours, of which there are few: each is remembered
 */
export function snakeName(name: string): string {
  const made = known.get(name);
  if (made !== undefined) return made;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  known.set(name, snake);
  return snake;
}
