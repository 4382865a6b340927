import type { Transfer } from '../drive-api.ts';

export type Formats = Transfer['options']['export_formats'];
export type DocumentKind = keyof Formats;

/** What Google's documents can become; the first is the usual one. */
export const formatChoices: { readonly [Kind in DocumentKind]: readonly Formats[Kind][] } = {
  document: ['docx', 'odt', 'rtf', 'pdf', 'txt', 'html', 'epub', 'md', 'leave'],
  spreadsheet: ['xlsx', 'ods', 'pdf', 'csv', 'tsv', 'html', 'leave'],
  presentation: ['pptx', 'odp', 'pdf', 'txt', 'leave'],
  drawing: ['png', 'jpg', 'svg', 'pdf', 'leave'],
  script: ['json', 'leave'],
  vid: ['mp4', 'leave'],
};

export const usualFormats: Formats = {
  document: 'docx',
  spreadsheet: 'xlsx',
  presentation: 'pptx',
  drawing: 'png',
  script: 'json',
  vid: 'mp4',
};
