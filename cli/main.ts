import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ApiError } from '../shared/contract/client/api-error.ts';
import { createClient } from '../shared/contract/client.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { helpOf, overview } from './help.ts';
import { readLogin } from './login-file.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs one command line.
 * @param argv without node and the script
 * @returns what the process ends with
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const json = argv.includes('--json');
  const terminal = openTerminal(process, json);
  const [name = 'help', ...rest] = argv.filter((word) => word !== '--json');
  try {
    const command = commands.get(name);
    if (name === 'help' || name === '--help' || name === '-h') return showHelp(rest[0]);
    if (!command) throw new UsageError(`There is no command ${name}. \`hopper help\` lists them.`);
    return await run(command, rest);
  } catch (error) {
    tellError(terminal, error, json);
    return exitCodeOf(error);
  }

  function showHelp(about: string | undefined): ExitCode {
    const command = about === undefined ? undefined : commands.get(about);
    terminal.result({ commands: [...commands.keys()] }, command ? helpOf(command) : overview(commands));
    return exitCodes.ok;
  }

  async function run(command: Command, words: readonly string[]): Promise<ExitCode> {
    const { positionals, values } = parse(command, words);
    if (values.help === true) {
      terminal.result({ usage: command.usage }, helpOf(command));
      return exitCodes.ok;
    }
    const abort = new AbortController();
    process.once('SIGINT', () => abort.abort(new Error('Stopped.')));
    return command.run({
      terminal,
      env: process.env,
      words: positionals,
      options: values,
      ask,
      signal: abort.signal,
      client() {
        const login = readLogin(process.env);
        if (!login) throw new ApiError({ code: 'unauthenticated', status: 401, message: 'Run `hopper login` first.' });
        return createClient({ baseUrl: login.url, token: login.token });
      },
    });
  }
}

function parse(command: Command, words: readonly string[]) {
  try {
    const options = { ...command.options, help: { type: 'boolean' as const, short: 'h' } };
    const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
    const single = Object.entries(values).map(
      ([key, value]) => [key, Array.isArray(value) ? value.at(-1) : value] as const,
    );
    return { positionals, values: Object.fromEntries(single) };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error} (\`hopper ${command.usage}\`)`);
  }
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

/** With `--json` the same envelope that the API uses. */
function tellError(terminal: Terminal, error: unknown, json: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  const details = error instanceof ApiError ? error.details : [];
  if (json) {
    const code = error instanceof ApiError ? error.code : error instanceof UsageError ? 'usage' : 'failed';
    process.stderr.write(`${JSON.stringify({ error: { code, message, ...(details.length > 0 && { details }) } })}\n`);
    return;
  }
  for (const line of message.split('\n')) terminal.say(line);
  for (const detail of details) terminal.say(`  ${detail.path}: ${detail.message}`);
}
