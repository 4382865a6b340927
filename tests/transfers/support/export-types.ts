import type { DocumentNode } from './tree.ts';

const office = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`;

/** What becomes of Google's documents when nobody asks for another format; what is missing cannot be moved. */
export const exportTypes: Readonly<
  Partial<Record<DocumentNode['type'], { readonly mimeType: string; readonly ending: string }>>
> = {
  document: { mimeType: office('wordprocessingml.document'), ending: '.docx' },
  spreadsheet: { mimeType: office('spreadsheetml.sheet'), ending: '.xlsx' },
  presentation: { mimeType: office('presentationml.presentation'), ending: '.pptx' },
  drawing: { mimeType: 'image/png', ending: '.png' },
};
