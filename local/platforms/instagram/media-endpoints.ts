import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import { selectFields } from '../meta-oauth/select-fields.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { requireAccount } from './authorize-caller.ts';
import { type Instagram, toBaseUrl } from './instagram.ts';
import { type Media, toPublicPath } from './media.ts';

const dayMs = 24 * 3600 * 1000;

/** A media that this token reaches and that was not deleted. */
export function findMedia(instagram: Instagram, caller: MetaCaller, id: string): Media | undefined {
  const media = instagram.media.find(id);
  const isReached = media && !media.deleted && caller.accounts.some(({ userId }) => userId === media.accountId);
  return isReached ? media : undefined;
}

/** One media with the fields that were asked for. */
export function renderMedia(instagram: Instagram, media: Media, exchange: Exchange, fields: string) {
  const username = instagram.meta.findInstagram(media.accountId)?.username ?? '';
  const baseUrl = toBaseUrl(exchange);
  const hasPermalink = exchange.nowMs >= media.publishedAtMs + instagram.options.permalinkDelaySeconds * 1000;
  const whole = {
    id: media.id,
    permalink: hasPermalink ? `${baseUrl}${toPublicPath(media, username)}` : undefined,
    shortcode: media.shortcode,
    media_type: media.mediaType,
    media_product_type: media.productType,
    timestamp: new Date(media.publishedAtMs).toISOString().replace(/\.\d{3}Z$/, '+0000'),
    caption: media.caption === '' ? undefined : media.caption,
    username,
    media_url: `${baseUrl}/media/${media.id}`,
    is_comment_enabled: media.commentsEnabled,
    comments_count: media.comments.length,
  };
  return selectFields(whole, fields);
}

/** `GET /{ig-id}/media` and `/{ig-id}/stories`: newest first; stories only as long as they are shown. */
export function listMedia(
  instagram: Instagram,
  caller: MetaCaller,
  exchange: Exchange,
  headers: Record<string, string>,
): Answer {
  const [accountId = '', kind] = exchange.path.split('/').slice(-2);
  const account = requireAccount(caller, accountId);
  const { query, nowMs } = exchange;
  const shownBefore = nowMs - instagram.options.listDelaySeconds * 1000;
  const all = instagram.media
    .listByOwner(account.userId)
    .filter((media) => !media.deleted && media.publishedAtMs <= shownBefore)
    .filter((media) => (media.productType === 'STORY') === (kind === 'stories'))
    .filter((media) => media.productType !== 'STORY' || media.publishedAtMs > nowMs - dayMs)
    .reverse();
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 25)));
  const start = query.has('after') ? Number(Buffer.from(query.get('after') ?? '', 'base64url').toString()) : 0;
  const shown = all.slice(start, start + limit);
  const after = Buffer.from(String(start + limit)).toString('base64url');
  return jsonAnswer(
    200,
    {
      data: shown.map((media) => renderMedia(instagram, media, exchange, query.get('fields') ?? 'id')),
      ...(shown.length > 0 && { paging: { cursors: { after } } }),
    },
    headers,
  );
}

/** `DELETE /{media}`, and what a user does in the app. */
export function deleteMedia(instagram: Instagram, media: Media, nowMs: number): Answer {
  const { database, ledger } = instagram.context;
  inTransaction(database, () => {
    instagram.saveMedia({ ...media, deleted: true });
    ledger.erase('instagram', media.id, nowMs);
  });
  return jsonAnswer(200, { success: true });
}
