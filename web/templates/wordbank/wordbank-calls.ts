import { api } from '../../data/api.ts';
import { queryClient } from '../../data/query-client.ts';
import { versionedGlobalQuery } from '../../data/settings.ts';

/** One change after the other: every answer is the whole bank, and an older one must not come last. */
export const wordbankScope = { id: 'wordbank' };

/** Words out of what is typed: separated by commas or lines, each once. */
export function splitWords(text: string): string[] {
  const words = text.split(/[,\n]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

/**
 * Adds words one after the other, as the API does.
 * @param onAdded hears what is still to be added, so that nothing is lost when one is refused
 * @returns words that were there already
 */
export async function addWords(
  words: readonly string[],
  onAdded: (left: readonly string[]) => void,
): Promise<string[]> {
  const known: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = countWords();
    const { wordbank } = await api.addWord({ body: { word } });
    if (wordbank.length === before) known.push(word);
    keepWordbank(wordbank);
    onAdded(words.slice(index + 1));
  }
  return known;
}

export async function removeWord(word: string): Promise<void> {
  keepWordbank((await api.removeWord({ params: { word } })).wordbank);
}

export async function clearWordbank(): Promise<void> {
  keepWordbank((await api.clearWordbank()).wordbank);
}

function countWords(): number | undefined {
  return queryClient.getQueryData(versionedGlobalQuery.queryKey)?.settings.wordbank.length;
}

/** The version of the settings is another one now; it is asked for when something is saved. */
function keepWordbank(wordbank: string[]): void {
  queryClient.setQueryData(
    versionedGlobalQuery.queryKey,
    (data) => data && { settings: { ...data.settings, wordbank }, etag: undefined },
  );
}
