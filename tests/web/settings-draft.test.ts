import { describe, expect, it } from '@jest/globals';
import {
  type Draft,
  dropFromDraft,
  findOvertaken,
  isEmptyDraft,
  rebaseDraft,
  settleDraft,
  touchDraft,
} from '../../web/templates/draft/draft.ts';

interface Settings {
  readonly title: string;
  readonly days: number;
  readonly words: readonly string[];
}
const saved: Settings = { title: 'Saved', days: 3, words: ['Sunny'] };
const empty: Draft<Settings> = { change: {}, base: {} };

describe('a draft of settings', () => {
  it('has what was touched, and what was saved when it was touched first', () => {
    const once = touchDraft(empty, { title: 'Mine' }, saved);
    const twice = touchDraft(once, { title: 'Mine too', days: 4 }, { ...saved, title: 'Theirs' });
    expect(twice).toEqual({ change: { title: 'Mine too', days: 4 }, base: { title: 'Saved', days: 3 } });
  });

  it('is empty again when everything is as it was', () => {
    const draft = touchDraft(empty, { title: 'Mine', words: ['Rainy'] }, saved);
    const back = touchDraft(draft, { title: 'Saved', words: ['Sunny'] }, saved);
    expect(isEmptyDraft(draft)).toBe(false);
    expect(isEmptyDraft(back)).toBe(true);
  });

  it('is overtaken by a change of the same field, and by no other', () => {
    const draft = touchDraft(empty, { title: 'Mine' }, saved);
    expect(findOvertaken(draft, { ...saved, days: 9 })).toEqual([]);
    expect(findOvertaken(draft, { ...saved, title: 'Theirs' })).toEqual(['title']);
    expect(findOvertaken(draft, { ...saved, title: 'Mine' })).toEqual([]);
  });

  it('goes on over the other change, or without its own', () => {
    const theirs = { ...saved, title: 'Theirs' };
    const draft = touchDraft(empty, { title: 'Mine', days: 4 }, saved);
    expect(findOvertaken(rebaseDraft(draft, theirs), theirs)).toEqual([]);
    expect(dropFromDraft(draft, ['title'])).toEqual({ change: { days: 4 }, base: { days: 3 } });
  });

  it('keeps what was typed while it was being saved', () => {
    const sent = touchDraft(empty, { title: 'Mine', days: 4 }, saved);
    const typedOn = touchDraft(sent, { title: 'Mine, longer' }, saved);
    const after = settleDraft(typedOn, sent.change, { ...saved, title: 'Mine', days: 4 });
    expect(after).toEqual({ change: { title: 'Mine, longer' }, base: { title: 'Mine' } });
  });
});
