import { createClient } from '../../shared/contract/client.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { keepLogin } from '../login-file.ts';
import { textOption } from '../option.ts';
import { UsageError } from '../usage-error.ts';

/** The token is asked for, not an argument: arguments stand in the shell's history and in the list of processes. */
export const login: Command = {
  usage: 'login [--url URL]',
  summary: 'Keep a server and an API token',
  options: { url: { type: 'string', help: 'Server; http://localhost:3000 without it' } },
  async run(context) {
    const { terminal, env, ask } = context;
    const url = originOf(textOption(context, 'url') ?? env.HOPPER_URL ?? 'http://localhost:3000');
    const token = env.HOPPER_TOKEN ?? (await ask(`API token for ${url} (made on the page, under Account): `));
    if (token === '') throw new UsageError('No token was given.');
    await createClient({ baseUrl: url, token }).listVideos({ query: { limit: 1 } });
    const path = keepLogin(env, { url, token });
    terminal.result({ url, path }, [`Logged in to ${url}. The token is kept in ${path}.`]);
    return exitCodes.ok;
  },
};

function originOf(url: string): string {
  if (!URL.canParse(url)) throw new UsageError(`"${url}" is not an address.`);
  return new URL(url).origin;
}
