import type { DriveFile } from '../drive-file.ts';
import { invalidQuery } from './tokenize.ts';

/** What a condition may want to know beside the file. */
export interface Facts {
  /** Subject id of the caller. */
  readonly sub: string;
  /** Id of the caller's root folder. */
  readonly rootId: string;
  emailOf(sub: string): string | undefined;
  isTrashed(file: DriveFile): boolean;
  /** Private properties are shown to the app that set them only. */
  sees(file: DriveFile, field: 'appProperties' | 'properties'): boolean;
}

type Term = (file: DriveFile, facts: Facts) => boolean;
type Reader = (file: DriveFile, facts: Facts) => string;

const texts: Readonly<Record<string, { read: Reader; operators: readonly string[] }>> = {
  name: { read: ({ name }) => name, operators: ['=', '!=', 'contains'] },
  fullText: { read: ({ name, description }) => `${name} ${description ?? ''}`, operators: ['contains'] },
  mimeType: { read: ({ mimeType }) => mimeType, operators: ['=', '!=', 'contains'] },
  trashed: { read: (file, facts) => String(facts.isTrashed(file)), operators: ['=', '!='] },
  starred: { read: ({ starred }) => String(starred), operators: ['=', '!='] },
  sharedWithMe: { read: (file, { sub }) => String(isSharedWith(file, sub)), operators: ['=', '!='] },
  'shortcutDetails.targetId': { read: ({ shortcut }) => shortcut?.targetId ?? '', operators: ['=', '!='] },
};

const times: Readonly<Record<string, (file: DriveFile) => number>> = {
  modifiedTime: ({ modifiedMs }) => modifiedMs,
  createdTime: ({ createdMs }) => createdMs,
  viewedByMeTime: ({ modifiedMs }) => modifiedMs,
};

const lists: Readonly<Record<string, (file: DriveFile, value: string, facts: Facts) => boolean>> = {
  parents: (file, value, { rootId }) => file.parentId === (value === 'root' ? rootId : value),
  owners: (file, value, { emailOf }) => file.ownerSub !== null && emailOf(file.ownerSub) === value,
  writers: (file, value) => holds(file, value, ['owner', 'writer', 'organizer', 'fileOrganizer']),
  readers: (file, value) => holds(file, value, ['reader', 'commenter']),
};

/**
 * The condition of one term.
 * @throws GoogleApiError 400 for an unknown field, an operator that it does not have or a value of the wrong kind
 */
export function termFor(field: string, operator: string, value: string): Term {
  const list = lists[field];
  if (list && operator === 'in') return (file, facts) => list(file, value, facts);
  const text = texts[field];
  if (text?.operators.includes(operator)) {
    if (['trashed', 'starred'].includes(field) && !['true', 'false'].includes(value)) throw invalidQuery(value);
    return (file, facts) => compareText(field, operator, text.read(file, facts), value);
  }
  const time = times[field];
  if (time && ['<', '<=', '=', '!=', '>', '>='].includes(operator)) {
    const instant = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`);
    if (Number.isNaN(instant)) throw invalidQuery(`time ${value}`);
    return (file) => compareNumbers(operator, time(file), instant);
  }
  throw invalidQuery(`${field} ${operator}`);
}

function compareText(field: string, operator: string, actual: string, wanted: string): boolean {
  const [one, other] = field === 'name' || field === 'fullText' ? [fold(actual), fold(wanted)] : [actual, wanted];
  if (operator === '=') return one === other;
  if (operator === '!=') return one !== other;
  // A name is found by its beginning, full text by whole words, a type by any part.
  if (field === 'mimeType') return one.includes(other);
  if (field === 'name') return one.startsWith(other);
  return other.split(/\s+/).every((word) => one.split(/[^\p{L}\p{N}]+/u).includes(word));
}

const fold = (text: string) => text.toLowerCase();

function compareNumbers(operator: string, one: number, other: number): boolean {
  switch (operator) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
    default:
      return (one === other) === (operator === '=');
  }
}

function isSharedWith({ ownerSub, driveId, permissions }: DriveFile, sub: string): boolean {
  return driveId === null && ownerSub !== sub && permissions.some(({ id }) => id === sub);
}

function holds({ permissions }: DriveFile, email: string, roles: readonly string[]): boolean {
  return permissions.some(({ emailAddress, role }) => emailAddress === email && roles.includes(role));
}
