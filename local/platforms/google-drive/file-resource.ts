import * as z from 'zod';
import { driveError, invalidParameter } from './drive-error.ts';
import { type DriveFile, isFolder, isShortcut } from './drive-file.ts';

const properties = z.record(z.string(), z.string().nullable());

/** The writable fields of a file as they arrive; what cannot be written is ignored. */
const resourceSchema = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  mimeType: z.string().optional(),
  description: z.string().optional(),
  starred: z.boolean().optional(),
  trashed: z.boolean().optional(),
  createdTime: z.string().optional(),
  modifiedTime: z.string().optional(),
  parents: z.array(z.string()).optional(),
  appProperties: properties.optional(),
  properties: properties.optional(),
  originalFilename: z.string().optional(),
  shortcutDetails: z.looseObject({ targetId: z.string() }).optional(),
});
export type FileResource = z.infer<typeof resourceSchema>;

const maxProperties = 30;
const maxPropertyBytes = 124;

/** @throws GoogleApiError 400 for a body that is no file resource */
export function parseFileResource(text: string): FileResource {
  const parsed = resourceSchema.safeParse(text === '' ? {} : parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw driveError(400, 'invalid', `Invalid value at '${issue?.path.join('.')}': ${issue?.message}`);
  }
  return parsed.data;
}

/**
 * A file after what its resource says; parents and the bin are decided elsewhere.
 * @throws GoogleApiError 400
 */
export function applyResource(file: DriveFile, resource: FileResource, nowMs: number, lagMs: number): DriveFile {
  const isRenamed = resource.name !== undefined && resource.name !== file.name;
  return {
    ...file,
    name: resource.name ?? file.name,
    mimeType: changedType(file, resource.mimeType),
    description: resource.description ?? file.description,
    starred: resource.starred ?? file.starred,
    originalFilename: resource.originalFilename ?? file.originalFilename,
    createdMs: readTime('createdTime', resource.createdTime) ?? file.createdMs,
    modifiedMs: readTime('modifiedTime', resource.modifiedTime) ?? nowMs,
    appProperties: mergeProperties(file.appProperties, resource.appProperties),
    properties: mergeProperties(file.properties, resource.properties),
    version: file.version + 1,
    listedMs: isRenamed ? nowMs + lagMs : file.listedMs,
  };
}

function changedType(file: DriveFile, type: string | undefined): string {
  if (type === undefined || type === file.mimeType) return file.mimeType;
  if (isFolder(file) || isShortcut(file)) throw driveError(400, 'badRequest', 'The type cannot be changed.');
  return type;
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw invalidParameter(name, `Invalid value for ${name}: ${text}`);
  return instant;
}

function mergeProperties(own: DriveFile['properties'], change: z.infer<typeof properties> = {}) {
  const merged = Object.entries({ ...own, ...change }).filter((entry): entry is [string, string] => entry[1] !== null);
  const isTooLong = merged.some(([key, value]) => Buffer.byteLength(key + value) > maxPropertyBytes);
  if (merged.length > maxProperties || isTooLong) {
    throw driveError(400, 'badRequest', 'Properties and app properties are limited to 124 bytes and 30 per file.');
  }
  return Object.fromEntries(merged);
}

/** @throws GoogleApiError 400 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw driveError(400, 'parseError', 'Parse Error');
  }
}
