import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSettingsWorld } from './support/settings-world.ts';

let world: ReturnType<typeof createSettingsWorld>;
beforeEach(() => {
  world = createSettingsWorld();
});
const add = (word: string) => world.call('addWord', { body: { word } });
const remove = (word: string) => world.call('removeWord', { params: { word } });
const stored = async () => (await world.call('getGlobalSettings')).body.wordbank;

describe('POST /api/global/wordbank', () => {
  it.each([
    ['sunny', 'Sunny'],
    ['  sunny day\n', 'Sunny day'],
    ['McDonald', 'McDonald'],
    ['éclair', 'Éclair'],
    ['𐐨', '𐐀'],
    ['😀 smile', '😀 smile'],
    ['{filename}', '{filename}'],
    ['__proto__', '__proto__'],
  ])('trimmed, first letter capitalised: %j is stored as %j', async (word, expected) => {
    expect(await add(word)).toMatchObject({ status: 200, body: { wordbank: [expected] } });
    expect(await stored()).toEqual([expected]);
  });

  it.each(['', '   ', '\n\t'])('empty → 400 "Word cannot be empty": %j', async (word) => {
    expect(await add(word)).toMatchObject({
      status: 400,
      body: {
        error: { message: 'Word cannot be empty', details: [{ path: 'word', message: 'Word cannot be empty' }] },
      },
    });
  });

  it('duplicates ignored', async () => {
    await add('Sunny');
    await add('Rainy');
    expect(await add(' sunny')).toMatchObject({ status: 200, body: { wordbank: ['Sunny', 'Rainy'] } });
  });

  it('takes the word as a query parameter', async () => {
    expect((await world.call('addWord', { query: 'word=sunny%20day' })).body).toEqual({ wordbank: ['Sunny day'] });
    expect((await world.call('addWord', { query: 'word=7' })).body).toEqual({ wordbank: ['Sunny day', '7'] });
  });

  it.each([{}, { word: 7 }, { word: 'a', more: 1 }, { word: 'x'.repeat(101) }, { word: '\ud83d' }])(
    'refuses %j',
    async (body) => {
      expect((await world.call('addWord', { body })).status).toBe(400);
      expect(await stored()).toEqual([]);
    },
  );

  it('refuses more than 1000 words', async () => {
    const wordbank = Array.from({ length: 1000 }, (_, index) => `W${index}`);
    await world.deps.settings.replace('user-1', 'global', { wordbank }, 0);
    expect(await add('one more')).toMatchObject({ status: 400, body: { error: { details: [{ path: 'word' }] } } });
    expect((await add('w7')).status).toBe(200);
  });
});

describe('DELETE /api/global/wordbank/{word}', () => {
  it.each(['Sunny', 'Sunny day', 'AC/DC', '100%', 'Ärger?', '#tag'])('removes %j', async (word) => {
    await add('Other');
    await add(word);
    expect(await remove(word)).toMatchObject({ status: 200, body: { wordbank: ['Other'] } });
    expect(await stored()).toEqual(['Other']);
  });

  it('unknown word is no error', async () => {
    await add('Sunny');
    expect(await remove('Rainy')).toMatchObject({ status: 200, body: { wordbank: ['Sunny'] } });
  });
});

it('DELETE /api/global/wordbank removes all words and nothing else', async () => {
  await world.call('setGlobalSettings', { body: { allow_duplicates: true } });
  await add('Sunny');
  await add('Rainy');
  expect(await world.call('clearWordbank')).toMatchObject({ status: 200, body: { wordbank: [] } });
  expect((await world.call('getGlobalSettings')).body).toMatchObject({ wordbank: [], allow_duplicates: true });
});

it('loses no word when many tabs change the bank at once', async () => {
  const words = Array.from({ length: 20 }, (_, index) => `W${index}`);
  await add('Old');
  const answers = await Promise.all([...words.map(add), remove('Old')]);
  expect(answers.map(({ status }) => status)).toEqual(Array(21).fill(200));
  expect((await stored()).sort()).toEqual([...words].sort());
});
