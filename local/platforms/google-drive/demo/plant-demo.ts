import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inTransaction } from '../../storage/open-database.ts';
import { blankFile, type Drive, newFileId, rootIdOf } from '../drive.ts';
import type { Content, DriveFile } from '../drive-file.ts';
import { toContent } from '../drive-uploads.ts';
import { type DemoDrive, demoDrives } from './demo-drives.ts';
import type { DemoNode } from './demo-node.ts';

const settingName = 'drive.demo-planted';
/** Between the files of a Drive, so that lists by time have an order. */
const stepMs = 36 * 3600_000;
const begunMs = Date.parse('2026-06-01T08:00:00.000Z');

/**
 * Puts demo files into the Drives, once: what a person moves or deletes stays so. Nobody has made them by a call, so the
 * ledger, which tells of calls, does not know them.
 */
export function plantDemo(drive: Drive): void {
  const { settings, database } = drive.context;
  if (settings.read(settingName) !== undefined) return;
  inTransaction(database, () => {
    for (const demo of demoDrives) plantDrive(drive, demo);
    settings.write(settingName, 'yes');
  });
}

function plantDrive(drive: Drive, { of, nodes }: DemoDrive): void {
  const account = drive.google.accounts.find(({ id }) => id === of);
  const root = drive.files.find(account ? rootIdOf(account.sub) : of);
  if (!root) return;
  const ids = new Map<string, string>();
  const later: (() => void)[] = [];
  const plant = (node: DemoNode, parent: DriveFile, path: readonly string[]): void => {
    const made = toFile(drive, node, parent, begunMs + ids.size * stepMs);
    const put = (file: DriveFile) => {
      ids.set(JSON.stringify(path), file.id);
      drive.files.put(file);
    };
    const { target } = node;
    if (target) later.push(() => put({ ...made, shortcut: targetOf(drive, ids.get(JSON.stringify(target))) }));
    else put(made);
    for (const child of node.children) plant(child, made, [...path, child.name]);
  };
  for (const node of nodes) plant(node, root, [node.name]);
  for (const put of later) put();
}

function toFile(drive: Drive, node: DemoNode, parent: DriveFile, nowMs: number): DriveFile {
  const reader = drive.google.accounts.find(({ id }) => id === node.sharedWith);
  return {
    ...blankFile(newFileId(), nowMs),
    ownerSub: parent.ownerSub,
    driveId: parent.driveId,
    parentId: parent.id,
    name: node.name,
    mimeType: node.mimeType,
    description: node.description,
    oddities: node.oddities,
    content: node.content && storeContent(drive, node.content, node.name),
    permissions: reader ? [{ id: reader.sub, type: 'user', role: 'reader', emailAddress: reader.email }] : [],
  };
}

function targetOf(drive: Drive, targetId: string | undefined): DriveFile['shortcut'] {
  const target = targetId === undefined ? undefined : drive.files.find(targetId);
  return target ? { targetId: target.id, targetMimeType: target.mimeType } : null;
}

function storeContent(drive: Drive, content: NonNullable<DemoNode['content']>, name: string): Content {
  const bytes = 'text' in content ? Buffer.from(content.text) : distinctClip(content.clip, name);
  const blobId = bytes.length > 0 ? `demo-${randomBytes(24).toString('base64url')}` : null;
  if (blobId !== null) {
    const path = drive.sessions.filePath(blobId);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  const digests = { md5: hash('md5'), sha1: hash('sha1'), sha256: hash('sha256') };
  return toContent(drive, { bytes: bytes.length, digests, blobId });
}

/** A clip with its name in a box that players pass over: no two videos have the same bytes. */
function distinctClip(clip: string, name: string): Buffer {
  const remark = Buffer.from(name);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + remark.length, 0);
  head.write('free', 4, 'latin1');
  return Buffer.concat([readFileSync(new URL(clip, import.meta.url)), head, remark]);
}
