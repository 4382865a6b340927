import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from '@jest/globals';
import { deleteParameter } from '../../infra/deploy/delete-parameter.ts';
import { destroyStacks } from '../../infra/deploy/destroy-stacks.ts';
import { emptyBucket } from '../../infra/deploy/empty-bucket.ts';
import { listObjects } from '../../infra/deploy/list-objects.ts';
import { getStage } from '../../infra/stages.ts';
import { startSsm } from '../../local/cloud/ssm/start-ssm.ts';
import { clientConfig } from '../cloud/json-service-process.ts';
import { bucket, startHarness } from '../cloud/s3-harness.ts';
import { buildStage } from './support/build-stage.ts';
import { openTempDir } from './support/open-temp-dir.ts';

/** What is done to an account in which every stack has one bucket. */
async function destroy(stage: 'dev' | 'prod'): Promise<string[]> {
  const done: string[] = [];
  const remove = async (name: string) => void done.push(`remove ${name}`);
  await destroyStacks(getStage(stage, { origin: 'https://hopper.example.com' }), {
    stacks: { remove, listBuckets: async (name) => [`bucket of ${name}`] },
    virginia: { remove },
    emptyBucket: async (name) => void done.push(`empty ${name}`),
    deleteParameter: async (name) => void done.push(`delete ${name}`),
    report: () => undefined,
  });
  return done;
}

it('removes everything that costs: users of a stack before it, its buckets emptied first', async () => {
  expect(await destroy('dev')).toEqual([
    'empty bucket of hopper-dev-watch',
    'remove hopper-dev-watch',
    'empty bucket of hopper-dev-app',
    'remove hopper-dev-app',
    'empty bucket of hopper-dev-web',
    'remove hopper-dev-web',
    'empty bucket of hopper-dev-cache',
    'remove hopper-dev-cache',
    'empty bucket of hopper-dev-data',
    'remove hopper-dev-data',
    'remove hopper-dev-firewall',
    'delete /hopper-dev/platforms',
  ]);
});

it('knows every stack of the app, and removes none that another one still needs', async () => {
  using dir = openTempDir();
  const { stacks } = buildStage('dev', dir.path, { firewall: { requestsPerFiveMinutes: 500 } }).app.synth();
  const removed = (await destroy('dev')).flatMap((line) => /^remove (.*)/.exec(line)?.[1] ?? []);
  expect(removed.toSorted()).toEqual(stacks.map(({ stackName }) => stackName).toSorted());
  const nameOf = new Map(stacks.map(({ id, stackName }) => [id, stackName]));
  const wrong = stacks.flatMap(({ stackName, dependencies }) =>
    dependencies
      .flatMap(({ id }) => nameOf.get(id) ?? [])
      .filter((needed) => removed.indexOf(needed) < removed.indexOf(stackName)),
  );
  expect(wrong).toEqual([]);
});

it('never touches what a stage keeps', async () => {
  expect((await destroy('prod')).filter((line) => /data|platforms/.test(line))).toEqual([]);
});

it('empties a bucket of objects and begun uploads', async () => {
  const s3 = await startHarness();
  try {
    const keys = Array.from({ length: 20 }, (_, index) => `videos/${index}`);
    await Promise.all(keys.map((Key) => s3.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '' }))));
    await s3.client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'videos/begun' }));
    expect(await listObjects(s3.client, bucket)).toHaveLength(20);
    await emptyBucket(s3.client, bucket);
    expect(await listObjects(s3.client, bucket)).toEqual([]);
    const { Uploads } = await s3.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(Uploads).toBeUndefined();
  } finally {
    await s3.stop();
  }
});

it('deletes a parameter, and is content with one that nobody has made', async () => {
  using dir = openTempDir();
  let refusal: string | undefined;
  const service = await startSsm({ port: 0, dataDir: dir.path, permit: () => refusal });
  const client = new SSMClient(clientConfig(service.url));
  const Name = '/hopper-dev/platforms';
  try {
    await client.send(new PutParameterCommand({ Name, Value: '{}', Type: 'SecureString' }));
    await deleteParameter(client, Name);
    await expect(client.send(new GetParameterCommand({ Name }))).rejects.toThrow(ParameterNotFound);
    await deleteParameter(client, Name);
    refusal = 'not allowed';
    await expect(deleteParameter(client, Name)).rejects.toThrow(refusal);
  } finally {
    client.destroy();
    await service.close();
  }
});
