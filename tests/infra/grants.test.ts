import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readFunctions } from './support/functions.ts';
import { listGranted, nameOfArn } from './support/grants.ts';
import { readNotes, usedGrantsFile } from './support/record-grants.ts';
import { synthesize } from './support/synthesize.ts';
import { unrecordedGrants } from './support/unrecorded-grants.ts';

const granted = listGranted(readFunctions(synthesize('local')));
const used = new Set(readFileSync(usedGrantsFile, 'utf8').trim().split('\n'));
const advice = 'run npm run grants and read the difference';

describe('what the functions may do, and what they have been seen to do in the journeys', () => {
  it('was granted, all of it', () => {
    expect({ advice, missing: [...used].filter((grant) => !granted.has(grant)) }).toEqual({ advice, missing: [] });
  });

  it('is all that is granted, but for what cannot be seen on one machine', () => {
    const unused = [...granted].filter((grant) => !used.has(grant));
    const unexplained = unused.filter((grant) => !unrecordedGrants.some(({ pattern }) => pattern.test(grant)));
    expect({ advice, unexplained: unexplained.sort() }).toEqual({ advice, unexplained: [] });
  });

  it('has no reason that explains nothing', () => {
    const unused = [...granted].filter((grant) => !used.has(grant));
    const idle = unrecordedGrants.filter(({ pattern }) => !unused.some((grant) => pattern.test(grant)));
    expect(idle).toEqual([]);
  });
});

describe('the notes of the local cloud', () => {
  const note = { function: 'hopper-local-videos', action: 'sqs:SendMessage' };
  const queue = 'arn:aws:sqs:us-east-1:000000000000:hopper-local-publish-tiktok';

  it('become names, once each', () => {
    const line = JSON.stringify({ ...note, resource: queue });
    expect(readNotes(`${line}\n${line}\n`)).toEqual(['videos sqs:SendMessage queue:hopper-local-publish-*']);
  });

  it('are refused when a function has asked for what it may not do', () => {
    expect(() => readNotes(JSON.stringify({ ...note, resource: queue, isRefused: true }))).toThrow('Not granted');
  });

  it.each([
    ['arn:aws:dynamodb:us-east-1:000000000000:table/hopper-local/index/work', 'table:hopper-local/index/work'],
    ['arn:aws:kms:us-east-1:000000000000:key/1', 'key:TokenKey'],
    ['arn:aws:iam::000000000000:role/hopper-local-app-SchedulesRole523D57EE', 'role:SchedulesRole'],
    [
      'arn:aws:s3:::hopper-local-videos-000000000000-us-east-1',
      'arn:<Partition>:s3:::hopper-local-videos-<AccountId>-<Region>',
    ],
  ])('call %s %s', (arn, name) => {
    expect(nameOfArn(arn)).toBe(name);
  });
});
