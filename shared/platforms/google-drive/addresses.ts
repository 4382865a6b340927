import { readEnv } from '../../config/env.ts';

/** Where the Drive API lives. @see https://developers.google.com/workspace/drive/api/reference/rest/v3 */
export interface DriveAddresses {
  readonly about: URL;
  readonly drives: URL;
  readonly files: URL;
  readonly generateIds: URL;
  /** Begins uploads and is the origin of every upload session. */
  readonly upload: URL;
  file(id: string): URL;
  export(id: string): URL;
  /** New content for a file that is there. */
  replace(id: string): URL;
}

/** @param base scheme, host and maybe a path, such as `https://www.googleapis.com` */
export function buildDriveAddresses(base: string): DriveAddresses {
  const at = (path: string) => new URL(`${base.replace(/\/+$/, '')}${path}`);
  const file = (id: string) => `/drive/v3/files/${encodeURIComponent(id)}`;
  return {
    about: at('/drive/v3/about'),
    drives: at('/drive/v3/drives'),
    files: at('/drive/v3/files'),
    generateIds: at('/drive/v3/files/generateIds'),
    upload: at('/upload/drive/v3/files'),
    file: (id) => at(file(id)),
    export: (id) => at(`${file(id)}/export`),
    replace: (id) => at(`/upload/drive/v3/files/${encodeURIComponent(id)}`),
  };
}

/** The addresses that the environment names. */
export function readDriveAddresses(): DriveAddresses {
  return buildDriveAddresses(readEnv('GOOGLE_DRIVE_URL').GOOGLE_DRIVE_URL);
}
