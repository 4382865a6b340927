import { type Answer, jsonAnswer } from '../http/answer.ts';
import { GraphError, parseErrorName } from '../meta-oauth/graph-error.ts';
import { describeGraphError } from '../meta-oauth/graph-error-texts.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import { selectFields } from '../meta-oauth/select-fields.ts';
import type { Exchange } from '../platform.ts';
import type { Container } from './container.ts';
import type { Instagram } from './instagram.ts';

/** The container of a path. @throws GraphError 100/33 when this token does not reach it */
export function requireContainer(instagram: Instagram, caller: MetaCaller, id: string): Container {
  const container = instagram.containers.find(id);
  if (container && caller.accounts.some(({ userId }) => userId === container.accountId)) return container;
  throw new GraphError({ code: 100, subcode: 33 });
}

/** `GET /{container}`: it never tells the id of the media that it became. */
export function answerContainer(
  instagram: Instagram,
  container: Container,
  { query, nowMs }: Exchange,
  headers: Record<string, string>,
): Answer {
  if (container.fate.stuckReads > 0 && container.state === 'processing') {
    instagram.containers.put({ ...container, fate: { ...container.fate, stuckReads: container.fate.stuckReads - 1 } });
  }
  const { code, text } = describe(reportedState(instagram, container, nowMs), container.error);
  const whole = {
    id: container.id,
    status_code: code,
    status: text,
    copyright_check_status: copyrightCheck(container),
  };
  return jsonAnswer(200, selectFields(whole, query.get('fields') ?? 'id'), headers);
}

/** A published container may go on saying that it is finished for a while. */
function reportedState({ options }: Instagram, { state, publishedAtMs }: Container, nowMs: number): Container['state'] {
  const isStale = state === 'published' && nowMs < (publishedAtMs ?? 0) + options.staleStatusSeconds * 1000;
  return isStale ? 'finished' : state;
}

function describe(state: Container['state'], error: string | null): { code: string; text: string } {
  switch (state) {
    case 'waiting':
    case 'processing':
      return { code: 'IN_PROGRESS', text: 'In Progress: Media is still being processed.' };
    case 'finished':
      return { code: 'FINISHED', text: 'Finished: Media has been uploaded and it is ready to be published.' };
    case 'published':
      return { code: 'PUBLISHED', text: 'Published: Media has been published.' };
    case 'expired':
      return { code: 'EXPIRED', text: 'Expired: Media was not published within 24 hours.' };
    case 'error': {
      const named = parseErrorName(error ?? '') ?? { code: -1, subcode: undefined };
      const { message } = describeGraphError(named.code, named.subcode);
      return { code: 'ERROR', text: `Error: Media upload has failed with error code ${named.subcode}: ${message}` };
    }
  }
}

/** The simulation's own wish: a caption with `copyright-match` in it has a match. */
function copyrightCheck({ state, caption }: Container) {
  if (state === 'waiting') return { status: 'not_started', matches_found: false };
  if (state === 'processing') return { status: 'in_progress', matches_found: false };
  return { status: 'completed', matches_found: caption.includes('copyright-match') };
}
