import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { keepLogin, readLogin } from '../../cli/login-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await tempFolder();
  env = { HOPPER_LOGIN_FILE: join(folder.path, 'login.json') };
  keepLogin(env, { url: 'https://hopper.example.com', token: 'kept' });
});
afterEach(() => folder.remove());

it('shows a token to the server that it was kept for', () => {
  const login = { url: 'https://hopper.example.com', token: 'kept' };
  expect(readLogin(env)).toEqual(login);
  expect(readLogin({ ...env, HOPPER_URL: 'https://hopper.example.com/' })).toEqual(login);
});

it('shows it to no other one', () => {
  const other = { ...env, HOPPER_URL: 'https://other.example.com' };
  expect(readLogin(other)).toBeUndefined();
  expect(readLogin({ ...other, HOPPER_TOKEN: 'its own' })).toEqual({
    url: 'https://other.example.com',
    token: 'its own',
  });
});
