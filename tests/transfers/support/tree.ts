/** What every thing in a Drive says about itself. Times are RFC 3339. */
interface Words {
  /** Not unique among siblings. */
  readonly name: string;
  readonly description: string | null;
  readonly createdTime: string;
  readonly modifiedTime: string;
}

export interface FolderNode extends Words {
  readonly kind: 'folder';
  readonly children: readonly TreeNode[];
}

export interface FileNode extends Words {
  readonly kind: 'file';
  readonly mimeType: string;
  readonly bytes: number;
  /** Two files with the same seed and length have the same bytes. */
  readonly seed: number;
}

/** One of Google's own documents. */
export interface DocumentNode extends Words {
  readonly kind: 'document';
  readonly type: 'document' | 'spreadsheet' | 'presentation' | 'drawing' | 'form' | 'site';
  readonly exportBytes: number;
}

/**
 * inside-file, inside-folder: the n-th of the tree (modulo how many there are) · outside-file, outside-folder: something
 * beside the tree · gone: it was deleted
 */
export interface ShortcutTarget {
  readonly where: 'inside-file' | 'inside-folder' | 'outside-file' | 'outside-folder' | 'gone';
  readonly index: number;
}

export interface ShortcutNode extends Words {
  readonly kind: 'shortcut';
  readonly target: ShortcutTarget;
}

/** A tree as a test writes it down, before it lies in any Drive. */
export type TreeNode = FolderNode | FileNode | DocumentNode | ShortcutNode;

/** All nodes, parents before children, in the order of the tree. */
export function flatten(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...(node.kind === 'folder' ? flatten(node.children) : [])]);
}
