import type { Command } from './command.ts';
import { table } from './table.ts';

const everywhere = ['--json', 'one JSON document instead of lines for a person'];

export function overview(commands: ReadonlyMap<string, Command>): string[] {
  const rows = [...commands.values()].map(({ usage, summary }) => [`  hopper ${usage}`, summary]);
  return [
    'Hopper: upload once, post everywhere.',
    '',
    ...table(rows),
    '',
    'Every command takes --json and --help. HOPPER_URL and HOPPER_TOKEN win over what `hopper login` keeps.',
    'Ends with 0 = done, 1 = failed, 2 = wrong command line, 3 = not allowed, 4 = not reachable.',
  ];
}

export function helpOf({ usage, summary, options = {} }: Command): string[] {
  const rows = Object.entries(options).map(([name, { type, help }]) => [
    `  --${name}${type === 'string' ? ' …' : ''}`,
    help,
  ]);
  const [name = '', help = ''] = everywhere;
  return [`hopper ${usage}`, summary, '', ...table([...rows, [`  ${name}`, help]])];
}
