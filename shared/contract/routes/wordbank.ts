import * as z from 'zod';
import { route } from '../route.ts';
import { wordLimit } from '../settings/global.ts';
import { text } from '../settings/text.ts';

const Wordbank = z.object({ wordbank: z.array(z.string()) });

/** The words that `{random}` stands for. */
export const wordbankRoutes = {
  addWord: route({
    id: 'addWord',
    method: 'POST',
    path: '/api/global/wordbank',
    area: 'settings',
    access: 'session',
    summary: 'Add a word to the word bank',
    description: 'It is trimmed and gets a capital first letter; a word that is there already is not added again.',
    body: z.strictObject({ word: text.max(wordLimit, `At most ${wordLimit} characters.`) }),
    queryAsBody: true,
    status: 200,
    output: Wordbank,
    errors: ['conflict'],
  }),
  removeWord: route({
    id: 'removeWord',
    method: 'DELETE',
    path: '/api/global/wordbank/{word}',
    area: 'settings',
    access: 'session',
    summary: 'Remove a word from the word bank',
    description: 'A word that is not there is no error.',
    // Longer than it was sent: `ß` becomes `SS` at the beginning of a word.
    params: z.strictObject({
      word: z
        .string()
        .min(1)
        .max(2 * wordLimit),
    }),
    status: 200,
    output: Wordbank,
    errors: ['conflict'],
  }),
  clearWordbank: route({
    id: 'clearWordbank',
    method: 'DELETE',
    path: '/api/global/wordbank',
    area: 'settings',
    access: 'session',
    summary: 'Remove every word from the word bank',
    status: 200,
    output: Wordbank,
    errors: ['conflict'],
  }),
};
