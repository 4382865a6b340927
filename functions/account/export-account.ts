import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AccountEndpoint } from './endpoint.ts';

const linkSeconds = 15 * 60;

/** Everything that is kept about the caller, page by page, with a link to the file of each video. */
export const exportAccount: AccountEndpoint<'exportAccount'> = async ({ query }, context, deps) => {
  const { caller, now } = context;
  const user = query.cursor === undefined ? await deps.users.find(caller.userId) : undefined;
  const page = await deps.exports.listPage(caller.userId, query.cursor);
  if (query.cursor === undefined) await noteEvent(deps, caller.userId, 'export_taken', context);
  const expires_at = new Date(now + linkSeconds * 1000).toISOString();
  const fileOf = async (objectKey: string) => ({ url: await deps.media.share(objectKey, linkSeconds), expires_at });
  const items = page.rows.map(async ({ kind, id, data, objectKey }) => ({
    kind,
    id,
    data: { ...data },
    file: objectKey === undefined ? null : await fileOf(objectKey),
  }));
  const own = user ? [{ kind: 'user', id: user.userId, data: { ...user }, file: null }] : [];
  return { body: { items: [...own, ...(await Promise.all(items))] }, nextCursor: page.next };
};
