import { type AuditPlace, noteEvent } from '../audit/note-event.ts';
import { endTokens } from '../tokens/end-tokens.ts';
import type { CredentialDeps } from './credential-deps.ts';

/** Ends all API tokens of a user and keeps how many. It comes after the sessions, which could make more. */
export async function endAllTokens(deps: CredentialDeps, userId: string, place: AuditPlace): Promise<number> {
  const ended = await endTokens(deps.tokens, userId);
  if (ended > 0) await noteEvent(deps, userId, 'tokens_ended', place, String(ended));
  return ended;
}
