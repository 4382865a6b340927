/** Tags of a comma-separated list, each on one line and once, without what YouTube refuses in them. */
export function splitTags(list: string): string[] {
  const tags = new Map<string, string>();
  for (const part of list.split(',')) {
    const tag = part
      .replace(/[<>]/g, '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    const key = tag.toLowerCase();
    if (tag !== '' && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

/**
 * Length of tags as YouTube counts them against its 500: with the commas between them, and with the quotes that a tag with
 * a space needs.
 * @see https://developers.google.com/youtube/v3/docs/videos#snippet.tags[]
 */
export function countTagCharacters(tags: readonly string[]): number {
  const lengths = tags.map((tag) => [...tag].length + (/\s/.test(tag) ? 2 : 0));
  return lengths.reduce((sum, length) => sum + length, Math.max(0, tags.length - 1));
}
