import type { Command } from '../command.ts';
import { parseDriveEnd } from '../drive-token.ts';
import { exitCodes } from '../exit-codes.ts';
import { keepDrive, readDrive } from '../login-file.ts';
import { UsageError } from '../usage-error.ts';

/** Google's consent needs a browser, so the Drive is opened on the page and its token handed over here. */
export const drive: Command = {
  usage: 'drive source|destination',
  summary: 'Keep a Drive that was opened on the page, for a day',
  async run({ words, env, ask, client, terminal }) {
    const [word, ...more] = words;
    if (more.length > 0) throw new UsageError(`hopper ${drive.usage}`);
    const end = parseDriveEnd(word);
    const given = env[`HOPPER_${end.toUpperCase()}_TOKEN`] === undefined ? undefined : readDrive(env, end);
    const token =
      given ?? (await ask(`Token of the ${end} (Drive page, menu of the open Drive, Copy for the terminal): `));
    if (token === '') throw new UsageError('No token was given.');
    const account = await client().getDriveAccount({ query: { token } });
    const path = keepDrive(env, end, token);
    terminal.result({ end, email: account.email, path }, [`The ${end} is the Drive of ${account.email}.`]);
    return exitCodes.ok;
  },
};
