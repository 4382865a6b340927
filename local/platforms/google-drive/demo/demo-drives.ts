import { type DemoNode, folder, googleDocument, shortcut, text, video } from './demo-node.ts';

/** What lies in a Drive before anybody has called the API. */
export interface DemoDrive {
  /** Short name of an account, or id of a shared drive. */
  readonly of: string;
  readonly nodes: readonly DemoNode[];
}

const lookOnly: Partial<DemoNode> = { sharedWith: 'ben', oddities: ['downloadForbidden', 'copyForbidden'] };

/** A bit of everything that a Drive may hold, so that a first move or import meets all of it. */
export const demoDrives: readonly DemoDrive[] = [
  {
    of: 'ada',
    nodes: [
      folder(
        'Footage',
        folder(
          '2026-10 Lofoten',
          video('Sunrise over Reine.mp4', 'sunrise.mp4', 'First light, from the bridge.'),
          video('Harbour (short).mp4', 'harbour-short.mp4', 'Upright, for Shorts and Reels.'),
          text('notes.txt', 'Reine: bridge at 07:40, wind from the north.\nHamnøy: red houses after rain.\n'),
          googleDocument('Shot list', 'spreadsheet'),
        ),
        folder(
          '2026-08 Home & garden',
          video('Tomatoes – week 9.mp4', 'harbour-short.mp4', 'Week nine of twelve.'),
          text('receipt.txt', 'Soil 12.40\nPots 8.00\n'),
          text('receipt.txt', 'Seeds 4.20\n'),
        ),
        folder('Still to film'),
      ),
      folder(
        'Scripts',
        googleDocument('Episode 12: The long way north', 'document'),
        googleDocument('Pitch', 'presentation'),
        googleDocument('Audience survey', 'form'),
        text('ideas 💡.md', '- what the fog sounds like\n- ten minutes of rain\n', 'text/markdown'),
        text('empty.txt', ''),
      ),
      { ...video('Teaser, look only.mp4', 'sunrise.mp4', 'Shared, but not to be downloaded.'), ...lookOnly },
      shortcut('Latest trip', 'Footage', '2026-10 Lofoten'),
    ],
  },
  {
    of: 'ben',
    nodes: [
      folder('From Ada', text('notes.txt', 'Ask Ada for the Lofoten clips.\n')),
      folder('Edits', video('Rough cut.mp4', 'sunrise.mp4', 'Without sound mix.')),
    ],
  },
  {
    of: '0AStudioSharedDrive01',
    nodes: [
      folder(
        'Brand',
        video('Intro.mp4', 'harbour-short.mp4', 'Before every episode.'),
        text('colours.txt', '#0b1d3a\n'),
      ),
    ],
  },
];
