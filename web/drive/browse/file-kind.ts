import { File, FileText, Film, Folder, Image, Link2, type LucideIcon, Music } from 'lucide-react';
import type { driveTexts } from '../../texts/en/drive.ts';
import type { DriveFile } from '../drive-api.ts';

type Kind = keyof typeof driveTexts.browse.kinds;

export const kindIcons: Readonly<Record<Kind, LucideIcon>> = {
  folder: Folder,
  video: Film,
  image: Image,
  sound: Music,
  document: FileText,
  shortcut: Link2,
  file: File,
};

/** What a person would call a file. */
export function findKind({ isFolder, isVideo, mimeType, shortcut }: DriveFile): Kind {
  if (isFolder) return 'folder';
  if (shortcut) return 'shortcut';
  if (isVideo || mimeType.startsWith('video/')) return 'video';
  if (mimeType.startsWith('image/')) return 'image';
  if (mimeType.startsWith('audio/')) return 'sound';
  return mimeType.startsWith('application/vnd.google-apps.') ? 'document' : 'file';
}
