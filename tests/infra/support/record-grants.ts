import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { nameOfArn, toGrant } from './grants.ts';

const Line = z.object({
  function: z.string(),
  action: z.string(),
  resource: z.string(),
  isRefused: z.literal(true).optional(),
});

/** Where the rights stand that functions have used, as the local cloud has noted them. */
export const usedGrantsFile = new URL('../used-grants.txt', import.meta.url);

/**
 * Reads what the local cloud has noted.
 *
 * @param text lines of JSON, from the file that HOPPER_USED_GRANTS names
 * @throws Error when a function has asked for something that it may not do
 */
export function readNotes(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const notes = lines.map((line) => Line.parse(JSON.parse(line)));
  const refused = notes.filter(({ isRefused }) => isRefused);
  if (refused.length > 0) throw new Error(`Not granted: ${JSON.stringify(refused)}`);
  const grants = notes.map(({ function: name, action, resource }) =>
    toGrant(name.replace('hopper-local-', ''), action, nameOfArn(resource)),
  );
  return [...new Set(grants)].sort();
}

/** Suites that use Hopper as people and programs do, on the local cloud. */
const suites = 'tests/(journeys|mail/running|cli|accounts|degradation)/';

/** Runs the suites and returns what the local cloud has noted meanwhile. */
function recordNotes(): string {
  const dir = mkdtempSync(join(tmpdir(), 'hopper-grants-'));
  const HOPPER_USED_GRANTS = join(dir, 'used.jsonl');
  const env = { ...process.env, HOPPER_USED_GRANTS };
  const { status } = spawnSync(process.execPath, ['tests/run.js', suites], { env, stdio: 'inherit' });
  const text = readFileSync(HOPPER_USED_GRANTS, 'utf8');
  rmSync(dir, { recursive: true });
  if (status !== 0) throw new Error('A suite has failed: nothing is recorded.');
  return text;
}

// `npm run grants`; or with files that were noted by runs that one has watched oneself.
if (import.meta.main) {
  const [, , ...files] = process.argv;
  const text = files.length === 0 ? recordNotes() : files.map((file) => readFileSync(file, 'utf8')).join('\n');
  writeFileSync(usedGrantsFile, `${readNotes(text).join('\n')}\n`);
}
