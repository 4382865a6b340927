import { describe, expect, it } from '@jest/globals';
import { csrfTokenFor } from '../../shared/http/csrf-token.ts';
import { readSessionToken, sessionCookieName, writeSessionCookie } from '../../shared/http/session-cookie.ts';

describe('the session cookie', () => {
  it('has the protected name and Secure on https only', () => {
    expect(writeSessionCookie('https://hopper.example', 't', 60)).toBe(
      '__Host-hopper_session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
    expect(writeSessionCookie('http://localhost:3000', 't', 60)).toBe(
      'hopper_session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
    );
  });

  it.each([
    ['one per string', ['a=1', 'hopper_session=tok', 'b=2'], 'tok'],
    ['several in one string', ['a=1; hopper_session=tok;b=2'], 'tok'],
    ['a value with an equals sign', ['hopper_session=a=b'], 'a=b'],
    ['an empty value', ['hopper_session='], undefined],
    ['a longer name', ['xhopper_session=tok', 'hopper_session2=tok'], undefined],
    ['no cookies', undefined, undefined],
  ])('is found among %s', (_case, cookies, token) => {
    expect(readSessionToken(cookies, [sessionCookieName('http://localhost:3000')])).toBe(token);
  });

  it('is the protected one when both are there', () => {
    expect(readSessionToken(['hopper_session=planted', '__Host-hopper_session=real'])).toBe('real');
  });
});

describe('the CSRF token', () => {
  it('is one per session and does not reveal it', () => {
    expect(csrfTokenFor('a')).toBe('kTiqs9aZGjbjPNYFOew1GROc3c32I-04s5ji5uvClEI');
    expect(csrfTokenFor('b')).not.toBe(csrfTokenFor('a'));
  });
});
