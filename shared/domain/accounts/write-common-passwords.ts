import { writeFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { encodeHashes, hashOfPassword } from './common-passwords.ts';
import { minimumCharacters } from './password-rules.ts';

/** More than the 3,000 that OWASP ASVS 5.0 (6.2.4) asks for. */
const wanted = 5000;

/**
 * Text of `common-password-data.ts`: the head of the list of zxcvbn-ts, most used first, without those that are too
 * short anyway.
 */
export function buildCommonPasswordData(): string {
  const common = dictionary['passwords-common'].filter((password) => [...password].length >= minimumCharacters);
  const hashes = new Set(common.slice(0, wanted).map(hashOfPassword));
  const data = encodeHashes([...hashes].sort((a, b) => a - b));
  return [
    '// Written by `node shared/domain/accounts/write-common-passwords.ts`.',
    'export const commonPasswordData =',
    `  '${data}';`,
    '',
  ].join('\n');
}

if (import.meta.main) {
  writeFileSync(new URL('./common-password-data.ts', import.meta.url), buildCommonPasswordData());
}
