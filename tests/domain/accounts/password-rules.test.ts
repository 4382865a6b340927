import { describe, expect, it } from '@jest/globals';
import { assertAcceptablePassword, normalizePassword } from '../../../shared/domain/accounts/password-rules.ts';
import { HopperError } from '../../../shared/domain/hopper-error.ts';

const email = 'ann.longname@example.org';

function problemOf(password: string): HopperError | undefined {
  try {
    assertAcceptablePassword(normalizePassword(password), email);
  } catch (error) {
    if (error instanceof HopperError) return error;
    throw error;
  }
  return undefined;
}

describe('refuses, naming the field', () => {
  it.each([
    ['12345678', 'the most used of all'],
    ['password1', 'common'],
    ['PassWord1', 'common in another case'],
    ['ｐａｓｓｗｏｒｄ１', 'common in full-width letters'],
    ['1q2w3e4r', 'a walk on the keyboard'],
    ['iloveyou', 'common'],
    ['aaaaaaaa', 'one character'],
    ['12121212121212', 'two characters'],
    ['        ', 'only spaces'],
    [email, 'the e-mail'],
    ['ANN.Longname@Example.org', 'the e-mail in another case'],
    ['Ann.Longname', 'the e-mail without its domain'],
    ['kQ7#wéZ', 'seven characters'],
    ['kQ7#we\u0301Z', 'seven characters of which one is written in two parts'],
    ['🦊🐻🐼🐨', 'four characters that take eight places'],
    ['kQ7#wZ1!\ud800', 'half a character'],
  ])('%j: %s', (password) => {
    expect(problemOf(password)).toMatchObject({ code: 'invalid_input', details: [{ path: 'password' }] });
  });
});

describe('takes', () => {
  it.each([
    'kQ7#wZ1!',
    'correct horse battery staple',
    'ünïcödé-pässwörd',
    '🦊🐻🐼🐨🐯🦁🐮🐷',
    'пароль-и-ещё',
    "'; DROP TABLE users; --",
    'with\u0000nul-character',
    'x1y2'.repeat(64),
  ])('%j', (password) => {
    expect(problemOf(password)).toBeUndefined();
  });
});

it('never puts the password into the error', () => {
  expect(JSON.stringify(problemOf('iloveyou')) + problemOf('iloveyou')?.message).not.toContain('iloveyou');
});

it('spells one password one way, however it was typed', () => {
  expect(normalizePassword('cafe\u0301 ﬁn①')).toBe(normalizePassword('café fin1'));
  expect(normalizePassword('Straße')).not.toBe(normalizePassword('Strasse'));
  expect(normalizePassword('Case')).not.toBe(normalizePassword('case'));
});
