import { readEnv } from '../../config/env.ts';

/**
 * Where the Drive API lives. Calls about files say in their address that they know shared drives.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3
 * @see https://developers.google.com/workspace/drive/api/guides/enable-shareddrives
 */
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
  // Without this parameter, what lies in shared drives does not exist.
  const everywhere = (path: string) => at(`${path}?supportsAllDrives=true`);
  const file = (id: string) => `/drive/v3/files/${encodeURIComponent(id)}`;
  return {
    about: at('/drive/v3/about'),
    drives: at('/drive/v3/drives'),
    files: everywhere('/drive/v3/files'),
    generateIds: at('/drive/v3/files/generateIds'),
    upload: everywhere('/upload/drive/v3/files'),
    file: (id) => everywhere(file(id)),
    export: (id) => at(`${file(id)}/export`),
    replace: (id) => everywhere(`/upload/drive/v3/files/${encodeURIComponent(id)}`),
  };
}

/** The addresses that the environment names. */
export function readDriveAddresses(): DriveAddresses {
  return buildDriveAddresses(readEnv('GOOGLE_DRIVE_URL').GOOGLE_DRIVE_URL);
}
