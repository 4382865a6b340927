import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tempFolder } from '../support/temp-folder.ts';
import { runHopper } from './support/run-hopper.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let dataDir: string;
beforeEach(async () => {
  folder = await tempFolder();
  dataDir = join(folder.path, 'data');
});
afterEach(() => folder.remove());

const marker = '{"product":"hopper","layout":1}';
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(dataDir, path)), { recursive: true });
  writeFileSync(join(dataDir, path), text);
};
/** One line, exit status 1. */
const expectRefusal = async (env: Record<string, string>, line: string | RegExp) => {
  const { code, output } = await runHopper({ HOPPER_DATA_DIR: dataDir, ...env });
  expect(output).toMatch(line);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
};

describe('Hopper does not start', () => {
  it('on a port that is in use', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    await expectRefusal({ PORT: port }, `Port ${port} is in use. Stop what uses it or set PORT.`);
    squatter.close();
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is a number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT is a number from 0 to 65535'],
    [{ SIM_AUTO_CONSENT: 'yes' }, 'SIM_AUTO_CONSENT is 0 or 1'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL is not a redis:// address'],
    [{ GOOGLE_CLIENT_ID: 'only-half' }, 'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together'],
  ])('with the setting %j', async (env, line) => {
    await expectRefusal(env, line);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('in a folder that has something else in it, and leaves that alone', async () => {
    write('thesis.txt', 'years of work');
    await expectRefusal({}, `${dataDir} is not a data folder of Hopper`);
    expect(readdirSync(dataDir)).toEqual(['thesis.txt']);
  });

  it('in a folder of another version', async () => {
    write('hopper.json', '{"product":"hopper","layout":99}');
    await expectRefusal({}, /is broken or from another version/);
  });

  it('in a folder whose marker is half written', async () => {
    write('hopper.json', '{"prod');
    await expectRefusal({}, /is broken or from another version/);
  });

  it('where the data folder is a file, or below one', async () => {
    writeFileSync(dataDir, '');
    await expectRefusal({}, `Cannot use the data folder ${dataDir}`);
    await expectRefusal({ HOPPER_DATA_DIR: join(dataDir, 'below') }, /^Cannot use the data folder/);
  });

  it.each([
    ['cloud/sqs.db', /^Cannot start the local AWS: .*sqs\.db/],
    ['dynamodb/dynamodb.sqlite', /^Cannot start DynamoDB: .*not a valid SQLite database/],
    ['platforms/platforms.sqlite', /^Cannot start the simulated platforms: .*/],
  ])('on broken data in %s', async (file, line) => {
    write('hopper.json', marker);
    write(
      file,
      'this is no database, but it is long enough to be taken for one by mistake, is it not? Padding follows.',
    );
    await expectRefusal({}, line);
  });

  const oldNode = '/usr/bin/node';
  const isOld = existsSync(oldNode) && Number(/^v(\d+)/.exec(String(execFileSync(oldNode, ['--version'])))?.[1]) < 24;
  (isOld ? it : it.skip)('on a Node older than 24', async () => {
    const { code, output } = await runHopper({ HOPPER_DATA_DIR: dataDir }, oldNode);
    expect(output).toContain('Hopper needs Node 24 or newer');
    expect(code).toBe(1);
  });
});
