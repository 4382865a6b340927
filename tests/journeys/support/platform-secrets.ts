import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { platformsParameter } from '../../../infra/platforms-parameter.ts';
import type { Stack } from '../../support/stack.ts';

/** Tables of the simulators whose ids are what they gave out: the secret itself. */
const tables = {
  codes: ['oauth_codes', 'meta_codes', 'tiktok_codes'],
  tokens: [
    'oauth_access_tokens',
    'oauth_refresh_tokens',
    'tiktok_access_tokens',
    'tiktok_refresh_tokens',
    'tiktok_used_refresh_tokens',
    'meta_tokens',
  ],
  sessions: ['youtube_upload_sessions', 'drive_upload_sessions'],
} as const;

/** What the simulated platforms have given out so far. */
export function readGivenOut(stack: Stack): Record<keyof typeof tables, string[]> {
  const database = new DatabaseSync(join(stack.dataDir, 'platforms/platforms.sqlite'), { readOnly: true });
  const idsOf = (table: string) =>
    z
      .array(z.object({ id: z.string() }))
      .parse(database.prepare(`SELECT id FROM ${table}`).all())
      .map(({ id }) => id);
  try {
    return {
      codes: tables.codes.flatMap(idsOf),
      tokens: tables.tokens.flatMap(idsOf),
      sessions: tables.sessions.flatMap(idsOf),
    };
  } finally {
    database.close();
  }
}

/** The secrets of the clients that Hopper is at the platforms. */
export async function readClientSecrets(stack: Stack): Promise<string[]> {
  const { services, region, accessKeyId, secretAccessKey } = await stack.endpoints();
  const credentials = { accessKeyId, secretAccessKey };
  const client = new SSMClient({ endpoint: services.ssm ?? '', region, credentials });
  try {
    const Name = platformsParameter({ name: 'local' });
    const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
    const secrets = (Parameter?.Value ?? '').matchAll(/"\w*[sS]ecret":"([^"]+)"/g);
    return [...secrets].flatMap(([, secret]) => secret ?? []);
  } finally {
    client.destroy();
  }
}
