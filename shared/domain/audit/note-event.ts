import type { AuditKind } from '../../contract/audit-kind.ts';
import type { AuditLog } from './audit-log.ts';

export interface AuditDeps {
  readonly audit: Pick<AuditLog, 'add'>;
  /** 26 characters that sort by time. @param at epoch ms */
  readonly newEventId: (at: number) => string;
  /** Hears of an event that could not be kept. */
  readonly onAuditLost: (error: unknown) => void;
}

/** Who did it, from where and when: a part of what every endpoint knows of its call. */
export interface AuditPlace {
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Epoch ms. */
  readonly now: number;
}

/** What is kept of what a browser calls itself. */
export const maxUserAgentLength = 256;
const maxAboutLength = 256;

/** Keeps that something happened. It never fails: no request is lost for the sake of its record. */
export function noteEvent(
  deps: AuditDeps,
  ownerId: string,
  what: AuditKind,
  place: AuditPlace,
  about: string | null = null,
): Promise<void> {
  return note(deps, ownerId, what, place, { about, eventId: deps.newEventId(place.now) });
}

const minuteMs = 60_000;
const timeDigits = 10;
const randomDigits = 16;

/**
 * Keeps that somebody failed to sign in, at most once a minute for an account: the event of a minute has one id.
 * @param ownerId undefined where no account has the address; the same write is made then, under nobody's name, so that the
 * time of the answer tells nothing
 */
export function noteFailedSignIn(deps: AuditDeps, ownerId: string | undefined, place: AuditPlace): Promise<void> {
  const minute = Math.floor(place.now / minuteMs) * minuteMs;
  const eventId = deps.newEventId(minute).slice(0, timeDigits) + '0'.repeat(randomDigits);
  return note(deps, ownerId ?? nobody, 'sign_in_failed', place, { about: null, eventId });
}

/**
 * Keeps that somebody has asked for a link that sets a new password: once, however often its mail is made. The event is known
 * by its time.
 */
export function noteResetAsked(deps: AuditDeps, ownerId: string, place: AuditPlace): Promise<void> {
  const eventId = deps.newEventId(place.now).slice(0, timeDigits) + 'Z'.repeat(randomDigits);
  return note(deps, ownerId, 'password_reset_asked', place, { about: null, eventId });
}

/** The owner of what is kept for appearance's sake. */
const nobody = 'nobody';

async function note(
  { audit, onAuditLost }: AuditDeps,
  ownerId: string,
  what: AuditKind,
  { sourceIp: ip, userAgent, now }: AuditPlace,
  { about, eventId }: { about: string | null; eventId: string },
): Promise<void> {
  const event = {
    eventId,
    at: now,
    what,
    about: about?.slice(0, maxAboutLength) ?? null,
    ip,
    userAgent: userAgent.slice(0, maxUserAgentLength),
  };
  await audit.add(ownerId, event).catch(onAuditLost);
}
