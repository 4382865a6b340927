import { type DriveFile, folderType, googleType, shortcutType } from '../drive-file.ts';

/** A file, or a folder with what is in it, before it lies in a Drive. */
export interface DemoNode {
  readonly name: string;
  readonly mimeType: string;
  readonly description: string | null;
  readonly children: readonly DemoNode[];
  /** Its bytes: a file of this folder, with a remark behind so that no two are alike, or a text. */
  readonly content: { readonly clip: string } | { readonly text: string } | null;
  /** For a shortcut: names from the top of the Drive. */
  readonly target: readonly string[] | null;
  readonly oddities: DriveFile['oddities'];
  /** Short name of an account that may read it. */
  readonly sharedWith: string | null;
}

const blank = {
  description: null,
  children: [],
  content: null,
  target: null,
  oddities: [],
  sharedWith: null,
} satisfies Partial<DemoNode>;

export function folder(name: string, ...children: readonly DemoNode[]): DemoNode {
  return { ...blank, name, mimeType: folderType, children };
}

/** @param clip name of an MP4 beside this file */
export function video(name: string, clip: string, description: string): DemoNode {
  return { ...blank, name, mimeType: 'video/mp4', description, content: { clip } };
}

export function text(name: string, content: string, mimeType = 'text/plain'): DemoNode {
  return { ...blank, name, mimeType, content: { text: content } };
}

/** @param type of editor: `document`, `spreadsheet`, `presentation`, `form`, … */
export function googleDocument(name: string, type: string): DemoNode {
  return { ...blank, name, mimeType: googleType(type) };
}

export function shortcut(name: string, ...target: readonly string[]): DemoNode {
  return { ...blank, name, mimeType: shortcutType, target };
}
