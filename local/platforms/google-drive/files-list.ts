import { createHash } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, type Call, isTrashed, type Role, roleAt } from './access.ts';
import { type Drive, rootIdOf } from './drive.ts';
import { driveError, invalidParameter } from './drive-error.ts';
import type { DriveFile } from './drive-file.ts';
import { orderFiles } from './order-files.ts';
import { parseQuery } from './query/parse-query.ts';
import type { Facts } from './query/terms.ts';
import { renderFile } from './render-file.ts';

const fieldsOfEntry = 'kind,id,name,mimeType,resourceKey';
export const defaultListFields = `kind,incompleteSearch,nextPageToken,files(${fieldsOfEntry})`;

/**
 * `GET /drive/v3/files`: search. A page may be short, or even empty, and still have a token.
 * @throws GoogleApiError
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
 */
export function handleFilesList(drive: Drive, exchange: Exchange): Answer {
  const call = admit(drive, exchange, 'see', 'list');
  const { query } = exchange;
  const pageSize = readPageSize(query.get('pageSize'));
  const text = query.get('q') ?? '';
  const search = parseQuery(text);
  const orderBy = query.get('orderBy');
  if (orderBy !== null && /\bfullText\b/.test(text)) {
    throw driveError(400, 'badRequest', 'Sorting is not supported for queries with fullText terms.');
  }
  const wish = hashOf([text, orderBy, query.get('corpora'), query.get('driveId'), query.get('spaces')]);
  const start = readToken(query.get('pageToken'), wish, call.nowMs);
  const facts = factsOf(drive, call);
  const found = candidates(drive, call, search.parents, exchange).filter(
    ({ file }) => file.parentId !== null && file.listedMs <= call.nowMs && search.matches(file, facts),
  );
  const ordered = orderFiles(found, orderBy);
  const isEmptyPage = shouldBeEmpty(drive, start, ordered.length);
  const end = isEmptyPage ? start : start + pageSize;
  const isMore = end < ordered.length;
  return jsonAnswer(200, {
    kind: 'drive#fileList',
    incompleteSearch: query.get('corpora') === 'allDrives',
    ...(isMore && { nextPageToken: makeToken(end, wish, call.nowMs + drive.options.pageTokenSeconds * 1000) }),
    files: ordered.slice(start, end).map(({ file, role }) => renderFile(drive, call, file, role)),
  });
}

interface Seen {
  readonly file: DriveFile;
  readonly role: Role;
}

/** What the caller can see at all, within the folders that the query names. */
function candidates(drive: Drive, call: Call, parents: readonly string[] | null, exchange: Exchange): Seen[] {
  const { query } = exchange;
  const wantsShared = call.allDrives && query.get('includeItemsFromAllDrives') === 'true';
  const corpora = query.get('corpora') ?? 'user';
  if (!['user', 'domain', 'drive', 'allDrives'].includes(corpora)) throw invalidParameter('corpora', 'Invalid Value');
  const driveId = corpora === 'drive' ? requireSharedDrive(drive, call, query.get('driveId')) : null;
  const files = parents
    ? [...new Set(parents)].flatMap((id) => drive.files.listChildren(id === 'root' ? rootIdOf(call.sub) : id))
    : drive.files.listAll();
  return files.flatMap((file) => {
    if (file.driveId !== null && !wantsShared) return [];
    if (driveId !== null && file.driveId !== driveId) return [];
    const role = roleAt(drive, call, file);
    return role ? [{ file, role }] : [];
  });
}

function requireSharedDrive(drive: Drive, call: Call, id: string | null): string {
  if (id === null) throw invalidParameter('driveId', 'The driveId parameter must be specified.', 'required');
  const shared = drive.options.sharedDrives.find((one) => one.id === id);
  const isMember = shared?.members.some(({ account }) => account === call.caller.account.id);
  if (!isMember) throw driveError(404, 'notFound', `Shared drive not found: ${id}`);
  return id;
}

function factsOf(drive: Drive, { sub, caller }: Call): Facts {
  return {
    sub,
    rootId: rootIdOf(sub),
    emailOf: (of) => drive.google.findAccountBySub(of)?.email,
    isTrashed: (file) => isTrashed(drive, file),
    sees: (file, field) => field === 'properties' || file.projectId === caller.projectId,
  };
}

/** Now and then a page brings nothing but the way to the next one. */
function shouldBeEmpty(drive: Drive, start: number, total: number): boolean {
  const { emptyPageEvery } = drive.options;
  if (emptyPageEvery === 0 || start >= total) return false;
  return drive.context.stats.add('drive', 'pages') % emptyPageEvery === 0;
}

function readPageSize(text: string | null): number {
  const size = Number(text ?? 100);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  throw invalidParameter('pageSize', 'Invalid value. Values must be within the range: [1, 1000]');
}

const hashOf = (wish: readonly (string | null)[]) =>
  createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 12);
const makeToken = (offset: number, wish: string, untilMs: number) =>
  Buffer.from(`${offset}:${wish}:${untilMs}`).toString('base64url');

/** A token only continues the very list that it came from, and not for ever. */
function readToken(token: string | null, wish: string, nowMs: number): number {
  if (token === null) return 0;
  const [offset, of, untilMs] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  const isGood = of === wish && /^\d{1,9}$/.test(offset ?? '') && Number(untilMs) > nowMs;
  if (!isGood) throw invalidParameter('pageToken', 'Invalid Value');
  return Number(offset);
}
