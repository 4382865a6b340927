import type { DriveApi, DrivePage, DriveQuery } from '../../shared/domain/drive/drive-api.ts';
import { toDriveFileView } from './drive-file-view.ts';

/** Drive may answer empty pages that are not the last; so many of them are passed over before a person sees one. */
const emptyPages = 5;

/** A page of a list, as the API answers it. */
export async function listPage(drive: DriveApi, query: DriveQuery) {
  const page = await findFilledPage(drive, query);
  return {
    files: page.files.map(toDriveFileView),
    nextPageToken: page.nextPageToken,
    hasMorePages: page.nextPageToken !== null,
    incomplete: page.incomplete,
  };
}

async function findFilledPage(drive: DriveApi, query: DriveQuery): Promise<DrivePage> {
  let page = await drive.list(query);
  for (let passed = 0; passed < emptyPages && page.files.length === 0 && page.nextPageToken !== null; passed += 1) {
    page = await drive.list({ ...query, pageToken: page.nextPageToken });
  }
  return page;
}

/** The fields of a page as they come in, in the words of the port. */
export function toPageQuery({ page_size, page_token, search }: PageInput) {
  return {
    pageSize: page_size,
    ...(page_token !== undefined && { pageToken: page_token }),
    ...(search !== undefined && { search }),
  };
}

interface PageInput {
  readonly page_size: number;
  readonly page_token?: string | undefined;
  readonly search?: string | undefined;
}
