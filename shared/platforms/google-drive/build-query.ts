import type { DriveQuery } from '../../domain/drive/drive-api.ts';
import { folderType } from '../../domain/drive/drive-file.ts';

/**
 * Drive's search text. Trashed files are never meant.
 * @see https://developers.google.com/workspace/drive/api/guides/ref-search-terms
 */
export function buildQuery(query: DriveQuery): string {
  const types = query.foldersOnly ? [folderType] : (query.mimeTypes ?? []);
  const search = query.search?.trim();
  return [
    query.folderId !== undefined && `${quote(query.folderId)} in parents`,
    search && `name contains ${quote(search)}`,
    any((query.names ?? []).map((name) => `name = ${quote(name)}`)),
    any(types.map(typeTerm)),
    query.sharedWithMe && 'sharedWithMe = true',
    'trashed = false',
  ]
    .filter((term) => typeof term === 'string' && term !== '')
    .join(' and ');
}

/** `video/` stands for every type that begins so. */
function typeTerm(type: string): string {
  return `mimeType ${type.endsWith('/') ? 'contains' : '='} ${quote(type)}`;
}

function any(terms: readonly string[]): string {
  return terms.length > 1 ? `(${terms.join(' or ')})` : (terms[0] ?? '');
}

/** @see https://developers.google.com/workspace/drive/api/guides/search-files */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
