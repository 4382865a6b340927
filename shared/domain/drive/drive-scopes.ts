/** What Hopper asks Google for. @see https://developers.google.com/workspace/drive/api/guides/api-specific-auth */
export const driveScopes = {
  /** See and download everything. */
  readonly: 'https://www.googleapis.com/auth/drive.readonly',
  /** Change and create as well. Hopper needs it for folders that it has not made itself, and for the trash. */
  full: 'https://www.googleapis.com/auth/drive',
} as const;
export type DriveScope = (typeof driveScopes)[keyof typeof driveScopes];

/** Whether a grant allows to create files and to lay them in the trash. */
export function mayChangeFiles(scopes: readonly string[]): boolean {
  return scopes.includes(driveScopes.full);
}

/** Whether a grant allows what the scope stands for. */
export function coversScope(scopes: readonly string[], scope: DriveScope): boolean {
  return scopes.includes(scope) || mayChangeFiles(scopes);
}
