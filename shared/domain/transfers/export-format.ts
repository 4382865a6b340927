import { type DriveFile, nativePrefix } from '../drive/drive-file.ts';
import { ExportFormats } from './transfer-options.ts';

export interface ExportFormat {
  readonly mimeType: string;
  /** With its dot. */
  readonly extension: string;
}

const office = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`;
const pdf = { mimeType: 'application/pdf', extension: '.pdf' };
const plainText = { mimeType: 'text/plain', extension: '.txt' };
/** A web page and its pictures. */
const html = { mimeType: 'application/zip', extension: '.zip' };
const formats: { readonly [Kind in keyof ExportFormats]: Readonly<Record<string, ExportFormat>> } = {
  document: {
    docx: { mimeType: office('wordprocessingml.document'), extension: '.docx' },
    odt: { mimeType: 'application/vnd.oasis.opendocument.text', extension: '.odt' },
    rtf: { mimeType: 'application/rtf', extension: '.rtf' },
    epub: { mimeType: 'application/epub+zip', extension: '.epub' },
    md: { mimeType: 'text/markdown', extension: '.md' },
    txt: plainText,
    pdf,
    html,
  },
  spreadsheet: {
    xlsx: { mimeType: office('spreadsheetml.sheet'), extension: '.xlsx' },
    ods: { mimeType: 'application/vnd.oasis.opendocument.spreadsheet', extension: '.ods' },
    csv: { mimeType: 'text/csv', extension: '.csv' },
    tsv: { mimeType: 'text/tab-separated-values', extension: '.tsv' },
    pdf,
    html,
  },
  presentation: {
    pptx: { mimeType: office('presentationml.presentation'), extension: '.pptx' },
    odp: { mimeType: 'application/vnd.oasis.opendocument.presentation', extension: '.odp' },
    txt: plainText,
    pdf,
  },
  drawing: {
    jpg: { mimeType: 'image/jpeg', extension: '.jpg' },
    png: { mimeType: 'image/png', extension: '.png' },
    svg: { mimeType: 'image/svg+xml', extension: '.svg' },
    pdf,
  },
  script: { json: { mimeType: `${nativePrefix}script+json`, extension: '.json' } },
  vid: { mp4: { mimeType: 'video/mp4', extension: '.mp4' } },
};
const kinds = ExportFormats.keyof();

/**
 * What a Google document becomes: the user's choice for its kind.
 * @returns `left` when the user wants it left; `not_movable` for forms, sites and others that nobody can export
 * @see https://developers.google.com/workspace/drive/api/guides/ref-export-formats
 */
export function chooseExport(
  { mimeType }: Pick<DriveFile, 'mimeType'>,
  choices: ExportFormats,
): ExportFormat | 'left' | 'not_movable' {
  const kind = kinds.safeParse(mimeType.slice(nativePrefix.length)).data;
  return kind ? (formats[kind][choices[kind]] ?? 'left') : 'not_movable';
}

/** @param extension of the format. @returns the name with it, once */
export function withExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
}
