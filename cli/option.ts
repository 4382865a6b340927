import type { CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

/** The text of an option; undefined when it was not given. */
export function textOption({ options }: Pick<CommandContext, 'options'>, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError unless there are at least so many words. @param what the words are, for the message */
export function someWords({ words }: Pick<CommandContext, 'words'>, what: string): readonly string[] {
  if (words.length === 0) throw new UsageError(`Name ${what}.`);
  return words;
}
