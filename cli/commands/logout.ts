import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { forgetLogin } from '../login-file.ts';

export const logout: Command = {
  usage: 'logout',
  summary: 'Forget the token; end it on the page as well',
  async run({ terminal, env }) {
    forgetLogin(env);
    terminal.result({ ok: true }, ['Logged out on this machine. The token itself ends on the page, under Account.']);
    return exitCodes.ok;
  },
};
