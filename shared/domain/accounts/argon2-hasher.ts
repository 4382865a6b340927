import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from './password-hasher.ts';

const computeArgon2 = promisify(argon2);

/** Cost of one computation. */
export interface Argon2Cost {
  readonly memoryKibibytes: number;
  readonly passes: number;
  readonly lanes: number;
}

/** @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id */
export const argon2Cost: Argon2Cost = { memoryKibibytes: 19 * 1024, passes: 2, lanes: 1 };

const saltBytes = 16;
const tagBytes = 32;

interface Encoded {
  readonly cost: Argon2Cost;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

type Compute = (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/**
 * Argon2id of Node 24, off the main thread.
 *
 * @param cost of new hashes; stored ones carry their own
 * @param compute the algorithm, for tests that count how often it runs
 * @see https://www.rfc-editor.org/rfc/rfc9106
 */
export function createArgon2Hasher(cost: Argon2Cost = argon2Cost, compute: Compute = computeArgon2): PasswordHasher {
  const nobody: Encoded = { cost, salt: Buffer.alloc(saltBytes), tag: Buffer.alloc(tagBytes) };
  const tagOf = (password: string, from: Pick<Encoded, 'cost' | 'salt'>) =>
    compute('argon2id', {
      message: password,
      nonce: from.salt,
      memory: from.cost.memoryKibibytes,
      passes: from.cost.passes,
      parallelism: from.cost.lanes,
      tagLength: tagBytes,
    });
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return encode({ cost, salt, tag: await tagOf(password, { cost, salt }) });
    },
    async verify(password, stored) {
      const expected = stored === undefined ? nobody : decode(stored);
      const isEqual = timingSafeEqual(await tagOf(password, expected), expected.tag);
      return isEqual && stored !== undefined;
    },
    isOutdated: (stored) => costOf(decode(stored).cost) !== costOf(cost),
  };
}

function costOf({ memoryKibibytes, passes, lanes }: Argon2Cost): string {
  return `m=${memoryKibibytes},t=${passes},p=${lanes}`;
}

/** @see https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
function encode({ cost, salt, tag }: Encoded): string {
  return `$argon2id$v=19$${costOf(cost)}$${toBase64(salt)}$${toBase64(tag)}`;
}

const phcString = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]{11,})\$([\w+/]{43})$/;

function decode(stored: string): Encoded {
  const [, memory, passes, lanes, salt = '', tag = ''] = phcString.exec(stored) ?? [];
  if (!salt) throw new Error('A stored password hash is not a PHC string of Argon2id.');
  return {
    cost: { memoryKibibytes: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** Standard alphabet without padding. */
function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
