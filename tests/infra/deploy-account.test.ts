import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explainTrouble } from '../../infra/deploy/explain-trouble.ts';
import { findAccount } from '../../infra/deploy/find-account.ts';
import { settleRegion } from '../../infra/deploy/settle-region.ts';
import { startStub } from './support/start-stub.ts';

const nothing = '/nothing-here';
const before = { ...process.env };
let stub: Awaited<ReturnType<typeof startStub>> | undefined;

beforeEach(() => {
  for (const name of Object.keys(process.env).filter((name) => name.startsWith('AWS_'))) delete process.env[name];
  // Neither the profile of whoever runs this nor the machine's own role.
  Object.assign(process.env, { AWS_CONFIG_FILE: nothing, AWS_SHARED_CREDENTIALS_FILE: nothing });
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});
afterEach(async () => {
  process.env = { ...before };
  await stub?.close();
});

/** What a person reads when the look at the account ends so. */
async function tell(look: Promise<unknown>): Promise<string> {
  return look.then(String, explainTrouble);
}

async function answerWith(status: number, body: string) {
  stub = await startStub(() => ({ status, body }));
  const AWS_ENDPOINT_URL_CLOUDFORMATION = stub.url;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_CLOUDFORMATION,
  });
}

const refusal = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

describe('the region', () => {
  it.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'eu-central-1' }, 'eu-central-1'],
  ])('of %j is %s, for everything that is started from here', async (variables, region) => {
    Object.assign(process.env, variables);
    expect(await settleRegion()).toBe(region);
    expect(process.env.AWS_REGION).toBe(region);
  });

  it('that nobody has told is asked for', async () => {
    expect(await tell(settleRegion())).toBe('No region: set AWS_REGION, e.g. AWS_REGION=eu-central-1.');
  });
});

describe('the account', () => {
  it('is named by what the bootstrap has left in it', async () => {
    const id = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/CDKToolkit/1';
    const stacks = `<Stacks><member><StackId>${id}</StackId></member></Stacks>`;
    await answerWith(
      200,
      `<DescribeStacksResponse><DescribeStacksResult>${stacks}</DescribeStacksResult></DescribeStacksResponse>`,
    );
    expect(await findAccount('eu-west-1')).toBe('123456789012');
  });

  it('that nobody has prepared is told the command', async () => {
    await answerWith(400, refusal('ValidationError', 'Stack with id CDKToolkit does not exist'));
    expect(await tell(findAccount('eu-west-1'))).toBe(
      "Region eu-west-1 of this account is not prepared: run `npx cdk bootstrap --app '' aws://<account>/eu-west-1` once.",
    );
  });

  it('wants credentials', async () => {
    expect(await tell(findAccount('eu-west-1'))).toMatch(
      /^No AWS credentials \(`aws sts get-caller-identity`\): .+\.$/,
    );
  });

  it('wants credentials that are still good', async () => {
    await answerWith(403, refusal('ExpiredToken', 'The security token included in the request is expired'));
    expect(await tell(findAccount('eu-west-1'))).toBe(
      'AWS does not take these credentials: The security token included in the request is expired',
    );
  });
});
