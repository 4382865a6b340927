import { changeSettings } from '../../shared/domain/settings/change-settings.ts';
import { withWord } from '../../shared/domain/settings/wordbank.ts';
import type { Deps } from './deps.ts';
import type { SettingsEndpoint } from './endpoint.ts';

/** Adds a word. */
export const addWord: SettingsEndpoint<'addWord'> = ({ body }, { caller }, deps) =>
  changeWordbank(deps, caller.userId, (words) => withWord(words, body.word));

/** Removes a word; one that is not there is removed already. */
export const removeWord: SettingsEndpoint<'removeWord'> = ({ params }, { caller }, deps) =>
  changeWordbank(deps, caller.userId, (words) => words.filter((word) => word !== params.word));

/** Removes all words. */
export const clearWordbank: SettingsEndpoint<'clearWordbank'> = (_, { caller }, deps) =>
  changeWordbank(deps, caller.userId, () => []);

async function changeWordbank(
  { settings }: Pick<Deps, 'settings'>,
  ownerId: string,
  change: (words: readonly string[]) => readonly string[],
): Promise<{ wordbank: string[] }> {
  const { wordbank } = await changeSettings(settings, ownerId, 'global', (current) => {
    const wordbank = [...change(current.wordbank)];
    return wordbank.length === current.wordbank.length ? {} : { wordbank };
  });
  return { wordbank };
}
