/** What is asked for about a file: everything that `parseDriveFile` reads. */
export const fileFields = [
  'id,name,mimeType,description,size,md5Checksum,sha256Checksum,parents,createdTime,modifiedTime,version,trashed',
  'shortcutDetails(targetId,targetMimeType),driveId,ownedByMe,owners(emailAddress),appProperties',
  'capabilities(canDownload,canAddChildren,canListChildren,canEdit,canTrash)',
  'webViewLink,thumbnailLink,videoMediaMetadata(width,height,durationMillis)',
].join(',');
