import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDeployedStacks } from '../../infra/deploy/deployed-stacks.ts';
import { invalidate } from '../../infra/deploy/invalidate.ts';
import { waitUntilHealthy } from '../../infra/deploy/wait-until-healthy.ts';
import { type StubCall, startStub } from './support/start-stub.ts';

let stub: Awaited<ReturnType<typeof startStub>> | undefined;

beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' });
});
afterEach(async () => {
  await stub?.close();
  stub = undefined;
});

const member = (...items: string[]) => items.map((item) => `<member>${item}</member>`).join('');
const reply = (action: string, body: string) => ({
  body: `<${action}Response><${action}Result>${body}</${action}Result></${action}Response>`,
});
const missing = {
  status: 400,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id x does not exist</Message></Error></ErrorResponse>',
};

async function openStacks(answer: (action: string, input: URLSearchParams) => { status?: number; body: string }) {
  stub = await startStub(({ body }: StubCall) => {
    const input = new URLSearchParams(body);
    return answer(input.get('Action') ?? '', input);
  });
  process.env.AWS_ENDPOINT_URL_CLOUDFORMATION = stub.url;
  return openDeployedStacks();
}

describe('deployed stacks', () => {
  it('tell their outputs', async () => {
    const output = '<OutputKey>PageOrigin</OutputKey><OutputValue>https://d1.cloudfront.net</OutputValue>';
    const stacks = await openStacks(() =>
      reply('DescribeStacks', `<Stacks>${member(`<Outputs>${member(output)}</Outputs>`)}</Stacks>`),
    );
    expect(await stacks.findOutputs('hopper-dev-web')).toEqual({ PageOrigin: 'https://d1.cloudfront.net' });
  });

  it('tell nothing when they are not there, or were put back before they were ever finished', async () => {
    expect(await (await openStacks(() => missing)).findOutputs('x')).toBeUndefined();
    const halfway = `<Stacks>${member('<StackStatus>ROLLBACK_COMPLETE</StackStatus>')}</Stacks>`;
    expect(await (await openStacks(() => reply('DescribeStacks', halfway))).findOutputs('x')).toBeUndefined();
  });

  it('do not hide another refusal', async () => {
    const denied = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';
    const stacks = await openStacks(() => ({ status: 403, body: denied }));
    await expect(stacks.findOutputs('x')).rejects.toThrow('no');
    await expect(stacks.listBuckets('x')).rejects.toThrow('no');
  });

  it('list the buckets that are still there, page by page', async () => {
    const resource = (type: string, id: string, status = 'CREATE_COMPLETE') =>
      `<ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId><ResourceStatus>${status}</ResourceStatus>`;
    const stacks = await openStacks((_, input) =>
      input.get('NextToken')
        ? reply(
            'ListStackResources',
            `<StackResourceSummaries>${member(resource('AWS::S3::Bucket', 'logs'))}</StackResourceSummaries>`,
          )
        : reply(
            'ListStackResources',
            `<StackResourceSummaries>${member(
              resource('AWS::S3::Bucket', 'page'),
              resource('AWS::S3::Bucket', 'gone', 'DELETE_COMPLETE'),
              resource('AWS::SQS::Queue', 'queue'),
            )}</StackResourceSummaries><NextToken>more</NextToken>`,
          ),
    );
    expect(await stacks.listBuckets('hopper-dev-web')).toEqual(['page', 'logs']);
    expect(await (await openStacks(() => missing)).listBuckets('hopper-dev-web')).toEqual([]);
  });

  it('are removed, which is over when nothing is left of them', async () => {
    const stacks = await openStacks((action) => (action === 'DeleteStack' ? reply(action, '') : missing));
    await stacks.remove('hopper-dev-app');
    expect(stub?.calls.map(({ body }) => new URLSearchParams(body).get('Action'))).toEqual([
      'DeleteStack',
      'DescribeStacks',
    ]);
  });

  it('say it when something of them stays', async () => {
    const failed = `<Stacks>${member('<StackStatus>DELETE_FAILED</StackStatus>')}</Stacks>`;
    const stacks = await openStacks((action) => reply(action, action === 'DeleteStack' ? '' : failed));
    await expect(stacks.remove('hopper-dev-app')).rejects.toThrow('DELETE_FAILED');
  });
});

it('CloudFront is told which files are new', async () => {
  stub = await startStub(() => ({ status: 201, body: '<Invalidation><Id>I1</Id></Invalidation>' }));
  const client = new CloudFrontClient({ endpoint: stub.url, region: 'us-east-1' });
  await invalidate(client, 'E1', ['/icon.svg', '/index.html'], 'release-1');
  const [call] = stub.calls;
  expect(call?.line).toMatch(/^POST \/[\d-]+\/distribution\/E1\/invalidation$/);
  expect(call?.body).toContain('<Items><Path>/icon.svg</Path><Path>/index.html</Path></Items>');
  expect(call?.body).toContain('<Quantity>2</Quantity>');
  expect(call?.body).toContain('<CallerReference>release-1</CallerReference>');
});

describe('a new deployment', () => {
  it('is well when page and API answer, be it after a while', async () => {
    let asked = 0;
    stub = await startStub(() => (++asked < 3 ? { status: 502, body: '' } : { body: 'ok' }));
    await waitUntilHealthy(stub.url, { tries: 5, pauseMillis: 1 });
    expect(stub.calls.map(({ line }) => line)).toEqual(['GET /', 'GET /', 'GET /', 'GET /health']);
  });

  it('says what does not answer', async () => {
    stub = await startStub(({ line }) => ({ status: line.endsWith('health') ? 404 : 200, body: '' }));
    const { url } = stub;
    await expect(waitUntilHealthy(url, { tries: 2, pauseMillis: 1 })).rejects.toThrow(`${url}/health answers 404.`);
    await stub.close();
    await expect(waitUntilHealthy(url, { tries: 1, pauseMillis: 1 })).rejects.toThrow(`${url}/ does not answer.`);
  });
});
