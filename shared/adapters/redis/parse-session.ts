import type { Session } from '../../domain/accounts/session.ts';

/**
 * Reads a stored session. Checked by hand: a schema library would be a third of the authorizer's bundle.
 *
 * @param text undefined or something else than a session reads as no session
 */
export function parseSession(tokenHash: string, text: string | null): Session | undefined {
  const value = text === null ? undefined : parseJson(text);
  return isStored(value) ? { ...value, tokenHash } : undefined;
}

type Stored = Omit<Session, 'tokenHash'>;

const texts = ['sessionId', 'userId', 'userAgent', 'ip'] as const satisfies (keyof Stored)[];
const times = ['createdAt', 'lastSeenAt'] as const satisfies (keyof Stored)[];

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  return (
    texts.every((name) => typeof Reflect.get(value, name) === 'string') &&
    times.every((name) => Number.isSafeInteger(Reflect.get(value, name)))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
