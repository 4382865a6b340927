import { browse, wrongPageToken } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { toDriveFileView } from './drive-file-view.ts';
import { walkFolder } from './walk-folder.ts';
import { packWalk, unpackWalk } from './walk-state.ts';

/** An answer that is about to become slow or large ends here; the next one goes on. */
const walkMs = 10_000;
const maxFiles = 1000;

/** A folder with everything below it, each folder followed by what is in it. */
export const listFolderContentsRecursive: BrowseEndpoint<'listFolderContentsRecursive'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, async (drive) => {
    const begin = [{ folderId: query.folder_id, pageToken: null, passed: 0 }];
    const start = query.page_token === undefined ? begin : unpackWalk(query.page_token);
    if (!start) throw wrongPageToken();
    const until = deps.clock.now() + walkMs;
    // An answer that brings nothing would be asked for again and again: there is always time for one list.
    let lists = 0;
    const hasTime = () => {
      lists += 1;
      return lists === 1 || deps.clock.now() < until;
    };
    const { found, rest } = await walkFolder(drive, start, { maxDepth: query.max_depth, maxFiles, hasTime });
    return {
      files: found.map(({ file, depth, names }) => ({ ...toDriveFileView(file), depth, path: names.join('/') })),
      nextPageToken: rest.length > 0 ? packWalk(rest) : null,
      hasMorePages: rest.length > 0,
    };
  });
