import type { PlatformName } from '../../shared/contract/platform-names.ts';

/** Registered at the platform character by character. */
export function redirectUriOf(origin: string, platform: PlatformName): string {
  return `${origin}/api/auth/${platform}/callback`;
}
