import { api, type User } from './api.ts';
import { queryClient } from './query-client.ts';
import { type GlobalSettings, versionedGlobalQuery } from './settings.ts';
import { withEtag } from './versioned.ts';

const newMilliseconds = 24 * 60 * 60 * 1000;

/** Whether an account is so new that nobody can have meant UTC, where every account begins. */
export function isZoneOpen(user: Pick<User, 'created_at'>, present: string, own: string, now: number): boolean {
  return present === 'UTC' && own !== 'UTC' && now - Date.parse(user.created_at) < newMilliseconds;
}

/**
 * Gives a new account the clock of the browser that it is first used with, so that times mean what its owner reads from the
 * wall. Without an answer it stays as it is: every form for times names its zone.
 */
export async function adoptZone(user: User): Promise<void> {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isZoneOpen(user, 'UTC', own, Date.now())) return;
  try {
    const { settings, etag } = await withEtag<GlobalSettings>((options) => api.getGlobalSettings({}, options));
    if (!isZoneOpen(user, settings.time_zone, own, Date.now())) return;
    await api.setGlobalSettings({ body: { time_zone: own } }, etag === undefined ? {} : { ifMatch: etag });
    await queryClient.invalidateQueries({ queryKey: versionedGlobalQuery.queryKey });
  } catch {
    // Somebody else was faster, or the zone is one that the server does not know.
  }
}
