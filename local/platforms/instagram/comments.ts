import { type Answer, jsonAnswer } from '../http/answer.ts';
import { GraphError } from '../meta-oauth/graph-error.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import type { Instagram } from './instagram.ts';
import { type Media, toCommentRow } from './media.ts';
import { newId } from './new-id.ts';
import { invalid, type Parameters, readBoolean } from './parameters.ts';

/**
 * `POST /{media}/comments`: a comment of the account itself. Sending it twice makes two.
 * @throws GraphError
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
 */
export function addComment(instagram: Instagram, media: Media, { message = '' }: Parameters, nowMs: number): Answer {
  if (message.trim() === '' || [...message].length > 2200) throw invalid('message', 'must have 1 to 2200 characters');
  if (!media.commentsEnabled || media.productType === 'STORY') throw new GraphError({ code: 10 });
  const username = instagram.meta.findInstagram(media.accountId)?.username ?? '';
  const comment = { id: newId(), text: message, username, atMs: nowMs };
  inTransaction(instagram.context.database, () => {
    instagram.saveMedia({ ...media, comments: [...media.comments, comment] });
    instagram.context.ledger.record(toCommentRow(media, comment));
  });
  return jsonAnswer(200, { id: comment.id });
}

/** `GET /{media}/comments`: newest first. */
export function listComments(media: Media): Answer {
  const data = media.comments
    .map(({ id, text, username, atMs }) => ({ id, text, username, timestamp: new Date(atMs).toISOString() }))
    .reverse();
  return jsonAnswer(200, { data });
}

/** `POST /{media}?comment_enabled=`. @throws GraphError */
export function switchComments(instagram: Instagram, media: Media, parameters: Parameters): Answer {
  if (parameters.comment_enabled === undefined) throw invalid('comment_enabled', 'is missing');
  instagram.saveMedia({ ...media, commentsEnabled: readBoolean(parameters, 'comment_enabled', true) });
  return jsonAnswer(200, { success: true });
}

/** What can be done with one media, its comments included. */
export function changeMedia(
  instagram: Instagram,
  media: Media,
  { path, nowMs }: Pick<Exchange, 'path' | 'nowMs'>,
  parameters: Parameters,
): Answer {
  if (path.endsWith('/comments')) return addComment(instagram, media, parameters, nowMs);
  return switchComments(instagram, media, parameters);
}
