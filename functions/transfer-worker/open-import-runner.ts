import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { createCopyRecords } from '../../shared/adapters/dynamo/copy-records.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { planParts } from '../../shared/domain/videos/upload-parts.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { createImportRunner } from '../../shared/transfer/import/create-import-runner.ts';
import type { ItemRunner } from '../../shared/transfer/item-runner.ts';

/** Makes videos of files, in the bucket that the environment names. */
export function openImportRunner(table: Table): ItemRunner {
  return createImportRunner({
    videos: createVideoStore(table),
    posts: createPostStore(table),
    media: openLater(async () => (await import('./open-media.ts')).openMedia()),
    parts: openLater(async () => (await import('./open-media.ts')).openParts()),
    records: createCopyRecords(table),
    settings: createSettingsStore(table),
    rules: platformRules,
    planParts,
    newId: () => ulid(),
    newObjectName: () => randomBytes(24).toString('base64url'),
    random: Math.random,
  });
}
