import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { noteTexts } from '../../shared/domain/transfers/note-texts.ts';
import { reasonTexts } from '../../shared/domain/transfers/reason-texts.ts';
import { errorTable as driveErrors } from '../../shared/platforms/google-drive/error-table.ts';
import { byCode, bySubcode, tokenEnds } from '../../shared/platforms/instagram/error-table.ts';
import { errorTable } from '../../shared/platforms/tiktok/error-table.ts';
import { failReasonTexts } from '../../shared/platforms/tiktok/fail-reasons.ts';
import { errorTable as youtubeErrors } from '../../shared/platforms/youtube/error-table.ts';
import { noticeOf } from '../../shared/platforms/youtube/extra-failure.ts';
import { failureTexts, rejectionTexts } from '../../shared/platforms/youtube/outcome-texts.ts';
import { copyFailureTexts } from '../../shared/transfer/copy/copy-errors.ts';
import { importFailureTexts } from '../../shared/transfer/import/import-errors.ts';

const root = new URL('../../', import.meta.url);
const runbook = readFileSync(new URL('docs/runbook.md', root), 'utf8');

/** The codes of a section's table. */
function codesOf(title: string): string[] {
  const section = runbook.split(/\n###? /).find((text) => text.startsWith(`${title}\n`)) ?? '';
  const firstCells = section.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []));
  return firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''));
}

/** Codes that are written down in a platform's folder: of errors and of notices. */
function writtenCodes(platform: string, ...more: RegExp[]): string[] {
  const folder = new URL(`shared/platforms/${platform}/`, root);
  const patterns = [
    /new PlatformError\(\s*'\w+',\s*'(\w+)'/g,
    /new PlatformError\(kind, '(\w+)'/g,
    /notice: \{ code: '(\w+)'/g,
    /undecided\('(\w+)'\)/g,
    ...more,
  ];
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return sources.flatMap((source) =>
    patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code]) => code ?? '')),
  );
}

describe('the runbook tells of every cause', () => {
  it('of TikTok', () => {
    const told = codesOf('TikTok');
    const written = writtenCodes('tiktok');
    expect(written.length).toBeGreaterThan(8);
    const failures = Object.keys(failReasonTexts).map((reason) => `video_${reason}`);
    const missing = [...Object.keys(errorTable), ...failures, ...written].filter((code) => !told.includes(code));
    expect(missing).toEqual([]);
  });

  it('of YouTube, and of no other', () => {
    const told = codesOf('YouTube');
    const outcomes = [...Object.keys(failureTexts), ...Object.keys(rejectionTexts), 'unknown'];
    const extras = [
      { kind: 'thumbnail' },
      { kind: 'captions', language: 'de' },
      { kind: 'playlist', playlistId: 'PL1' },
    ] as const;
    const known = [
      ...Object.keys(youtubeErrors),
      ...outcomes.map((reason) => `video_${reason}`),
      ...extras.map((extra) => noticeOf(extra, undefined).code),
      ...writtenCodes('youtube', /^ +(?:\{ |return \[\{ )?code: '(\w+)'/gm),
      // What is decided by its status, and what Google's token endpoint says.
      ...['http_400', 'http_401', 'http_404', 'http_429', 'http_5xx'],
      ...['invalid_grant', 'admin_policy_enforced', 'invalid_client', 'deleted_client', 'unauthorized_client'],
    ];
    expect([...new Set(told)].sort()).toEqual([...new Set(known)].sort());
    expect(told).toHaveLength(new Set(told).size);
  });

  it('of Google Drive, and of no other', () => {
    const told = codesOf('Google Drive');
    const byStatus = ['http_401', 'http_404', 'http_429', 'http_4xx', 'http_5xx'];
    const known = [...Object.keys(driveErrors), ...writtenCodes('google-drive'), ...byStatus];
    expect([...new Set(told)].sort()).toEqual([...new Set(known)].sort());
    expect(told).toHaveLength(new Set(told).size);
  });

  it('of moves between Drives, and of no other', () => {
    const known = [...Object.keys(copyFailureTexts), 'interrupted'];
    expect(codesOf('Moves between Drives').sort()).toEqual(known.sort());
  });

  it('of plans, and of no other', () => {
    const known = [...Object.keys(reasonTexts), ...Object.keys(noteTexts)];
    expect([...new Set(codesOf('Plans of moves'))].sort()).toEqual([...new Set(known)].sort());
  });

  it('of imports, and of no other', () => {
    expect(codesOf('Imports')).toEqual(Object.keys(importFailureTexts));
  });

  it('of Instagram', () => {
    const told = codesOf('Instagram');
    const subcodes = [...Object.keys(bySubcode), ...Object.keys(tokenEnds)];
    const untold = subcodes.filter((subcode) => !told.some((code) => code.endsWith(`_${subcode}`)));
    const unlisted = Object.keys(byCode).filter(
      (code) => !told.some((name) => name === `meta_${code}` || name.startsWith(`meta_${code}_`)),
    );
    const missing = writtenCodes('instagram').filter((code) => !told.includes(code));
    expect({ untold, unlisted, missing }).toEqual({ untold: [], unlisted: [], missing: [] });
  });
});
