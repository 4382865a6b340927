import { googleType } from './drive-file.ts';

const office = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`;
const open = (kind: string) => `application/vnd.oasis.opendocument.${kind}`;
const images = ['image/jpeg', 'image/png', 'image/svg+xml'];

/** What the editors' documents can become. @see https://developers.google.com/workspace/drive/api/guides/ref-export-formats */
export const exportFormats: Readonly<Record<string, readonly string[]>> = {
  [googleType('document')]: [
    office('wordprocessingml.document'),
    open('text'),
    'application/rtf',
    'application/pdf',
    'text/plain',
    'application/zip',
    'application/epub+zip',
    'text/markdown',
  ],
  [googleType('spreadsheet')]: [
    office('spreadsheetml.sheet'),
    open('spreadsheet'),
    'application/x-vnd.oasis.opendocument.spreadsheet',
    'application/pdf',
    'text/csv',
    'text/tab-separated-values',
    'application/zip',
  ],
  [googleType('presentation')]: [
    office('presentationml.presentation'),
    open('presentation'),
    'application/pdf',
    'text/plain',
    ...images,
  ],
  [googleType('drawing')]: ['application/pdf', ...images],
  [googleType('script')]: [`${googleType('script')}+json`],
  [googleType('vid')]: ['video/mp4'],
};

export function exportTypesOf(mimeType: string): readonly string[] {
  return exportFormats[mimeType] ?? [];
}
