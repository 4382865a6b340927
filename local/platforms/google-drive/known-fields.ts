import { parseFields } from '../google-api/fields-mask.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files#File */
const fileFields = new Set(
  `appProperties capabilities clientEncryptionDetails contentHints contentRestrictions copyRequiresWriterPermission
  createdTime description downloadRestrictions driveId explicitlyTrashed exportLinks fileExtension folderColorRgb
  fullFileExtension hasAugmentedPermissions hasThumbnail headRevisionId iconLink id imageMediaMetadata
  inheritedPermissionsDisabled isAppAuthorized kind labelInfo lastModifyingUser linkShareMetadata md5Checksum mimeType
  modifiedByMe modifiedByMeTime modifiedTime name originalFilename ownedByMe owners parents permissionIds permissions
  properties quotaBytesUsed resourceKey sha1Checksum sha256Checksum shared sharedWithMeTime sharingUser shortcutDetails
  size spaces starred teamDriveId thumbnailLink thumbnailVersion trashed trashedTime trashingUser version
  videoMediaMetadata viewedByMe viewedByMeTime viewersCanCopyContent webContentLink webViewLink writersCanShare`.split(
    /\s+/,
  ),
);
const listFields = new Set(['kind', 'nextPageToken', 'incompleteSearch', 'files']);

/**
 * Whether `fields` only names what a file, or a list of files, has.
 * @throws GoogleApiError 400 `invalidParameter`
 */
export function assertKnownFields(expression: string | null, of: 'file' | 'list'): void {
  if (expression === null) return;
  const mask = parseFields(expression);
  const below = of === 'list' ? [...(mask.get('files')?.keys() ?? [])] : [...mask.keys()];
  const beside = of === 'list' ? [...mask.keys()].filter((name) => name !== '*' && !listFields.has(name)) : [];
  const wrong = [...beside, ...below.filter((name) => name !== '*' && !fileFields.has(name))][0];
  if (wrong === undefined) return;
  throw new GoogleApiError({
    status: 400,
    reason: 'invalidParameter',
    message: `Invalid field selection ${wrong}`,
    location: 'fields',
    locationType: 'parameter',
  });
}
