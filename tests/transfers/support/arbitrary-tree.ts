import fc from '../../support/fast-check.ts';
import type { TreeNode } from './tree.ts';

/** Names that Drive allows and other places do not, or that mean something in a query. */
const oddNames = [
  'a/b\\c',
  '..',
  ' ',
  "it's",
  "\\' or trashed = true",
  '.hidden',
  'Crème brûlée',
  'Cre\u0300me bru\u0302le\u0301e',
  '👩‍👩‍👧‍👦 מסמך',
  'line\nbreak',
  'x'.repeat(300),
  'CON',
  '100%.txt',
  '"quoted"',
];
/** Few, so that siblings often have the same name. */
const commonNames = ['report.txt', 'Report', 'clip.mp4'];
const block = 256 * 1024;

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...commonNames) },
  { weight: 2, arbitrary: fc.constantFrom(...oddNames) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
);
const time = fc
  .integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2026, 9, 1) })
  .map((instant) => new Date(instant).toISOString());
const words = {
  name,
  description: fc.option(fc.constantFrom('Words', 'Zwei\nZeilen 🎬', "it's"), { nil: null }),
  createdTime: time,
  modifiedTime: time,
};
const file = fc.record({
  ...words,
  kind: fc.constant('file' as const),
  mimeType: fc.constantFrom('text/plain', 'video/mp4', 'application/octet-stream', 'application/pdf'),
  bytes: fc.oneof(fc.constantFrom(0, 1, block, block + 1, 2 * block), fc.integer({ min: 2, max: 3 * block })),
  seed: fc.integer({ min: 0, max: 3 }),
});
const document = fc.record({
  ...words,
  kind: fc.constant('document' as const),
  type: fc.constantFrom(
    'document' as const,
    'spreadsheet' as const,
    'presentation' as const,
    'drawing' as const,
    'form' as const,
    'site' as const,
  ),
  exportBytes: fc.integer({ min: 1, max: 30_000 }),
});
const shortcut = fc.record({
  ...words,
  kind: fc.constant('shortcut' as const),
  target: fc.record({
    where: fc.constantFrom(
      'inside-file' as const,
      'inside-folder' as const,
      'outside-file' as const,
      'outside-folder' as const,
      'gone' as const,
    ),
    index: fc.nat(20),
  }),
});

function nodes(depth: number, maxChildren: number): fc.Arbitrary<readonly TreeNode[]> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: file },
    { weight: 2, arbitrary: document },
    { weight: 2, arbitrary: shortcut },
  );
  if (depth === 0) return fc.array(leaf, { maxLength: maxChildren });
  const folder = fc.record({
    ...words,
    kind: fc.constant('folder' as const),
    children: nodes(depth - 1, maxChildren),
  });
  const node = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: folder });
  return fc.array(node, { maxLength: maxChildren });
}

/** What may lie in a folder: four levels, empty folders, empty files, twins, documents, shortcuts of every sort. */
export const anyTree: fc.Arbitrary<readonly TreeNode[]> = nodes(3, 4);
