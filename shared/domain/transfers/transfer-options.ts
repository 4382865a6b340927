import * as z from 'zod';

/**
 * What to do when the destination folder has something of that name already. A folder is always merged with a folder; a
 * file with the same bytes is never sent again.
 * skip: leave it as it is · rename: put the new one beside it · replace: give it the new content, keeping its id
 */
export const OnExisting = z.enum(['skip', 'rename', 'replace']);
export type OnExisting = z.infer<typeof OnExisting>;

/** Formats into which Google's documents go, by the kind of document. */
export const ExportFormats = z.object({
  document: z.enum(['docx', 'odt', 'rtf', 'pdf', 'txt', 'html', 'epub', 'md', 'leave']).default('docx'),
  spreadsheet: z.enum(['xlsx', 'ods', 'pdf', 'csv', 'tsv', 'html', 'leave']).default('xlsx'),
  presentation: z.enum(['pptx', 'odp', 'pdf', 'txt', 'leave']).default('pptx'),
  drawing: z.enum(['pdf', 'jpg', 'png', 'svg', 'leave']).default('png'),
  script: z.enum(['json', 'leave']).default('json'),
  vid: z.enum(['mp4', 'leave']).default('mp4'),
});
export type ExportFormats = z.infer<typeof ExportFormats>;

export const TransferOptions = z.object({
  onExisting: OnExisting,
  /** Lay the source in its trash once its copy is verified. */
  deleteSource: z.boolean(),
  exports: ExportFormats,
  /** Over all files of the transfer together; null = as fast as it goes. */
  bytesPerSecond: z.number().nullable(),
});
export type TransferOptions = z.infer<typeof TransferOptions>;
