import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deployStacks, type WebOutputs } from '../../infra/deploy/deploy-stacks.ts';
import type { CdkStep } from '../../infra/deploy/run-cdk.ts';
import { getStage } from '../../infra/stages.ts';
import fc from '../support/fast-check.ts';

const hashOf = (value: string) => createHash('sha256').update(value).digest('base64url');
const acl = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/hopper/1';

/** An account: what is deployed, and whether browsers are answered, which is looked at after every change of a stack. */
class Account {
  readonly steps: string[][] = [];
  readonly environments: CdkStep['environment'][] = [];
  web?: { proof: string; outputs: WebOutputs };
  app?: { hashes: string[]; origin: string };
  firewall = false;
  refused = 0;
  /** The change that does not happen, counted from now. */
  failsAt = Number.POSITIVE_INFINITY;
  #proofs = 0;

  async deploy(renewsProof = false, firewall?: { requestsPerFiveMinutes: number }): Promise<WebOutputs> {
    const stage = { ...getStage('dev'), ...(firewall && { firewall }) };
    return deployStacks({ stage, ownOrigin: undefined, renewsProof, functionsFirst: false }, this.#ports());
  }

  async deployFunctionsFirst(): Promise<WebOutputs> {
    const choice = { stage: getStage('dev'), ownOrigin: undefined, renewsProof: false, functionsFirst: true };
    return deployStacks(choice, this.#ports());
  }

  #ports() {
    return {
      runCdk: (step: CdkStep) => this.#runCdk(step),
      newOriginProof: () => {
        const value = `proof-${++this.#proofs}`;
        return { value, hash: hashOf(value) };
      },
      stacks: { findOutputs: async () => this.web?.outputs },
      virginia: {
        findOutputs: async () => (this.firewall ? { WebAclArn: acl } : undefined),
        remove: async () => {
          this.firewall = false;
        },
      },
    };
  }

  async #runCdk({ stacks, environment, parameters = {} }: CdkStep): Promise<void> {
    this.steps.push([...stacks]);
    this.environments.push(environment);
    for (const stack of stacks[0] === '--all' ? ['Web', 'App'] : stacks) {
      if (--this.failsAt === 0) throw new Error('cut');
      this.#change(stack, environment, parameters['hopper-dev-web:OriginProof']);
      if (this.web && this.app && !this.app.hashes.includes(hashOf(this.web.proof))) this.refused++;
    }
  }

  #change(
    stack: string,
    { APP_ORIGIN = '', ORIGIN_PROOF_HASHES: hashes = '' }: CdkStep['environment'],
    given?: string,
  ) {
    if (stack === 'Firewall') this.firewall = true;
    if (stack === 'App') this.app = { hashes: hashes.split(','), origin: APP_ORIGIN };
    if (stack !== 'Web') return;
    const proof = given ?? this.web?.proof;
    if (proof === undefined) throw new Error('Parameters: [OriginProof] must have values');
    const names = { PageBucket: 'b', DistributionId: 'E1', DistributionDomain: 'd1.cloudfront.net' };
    this.web = { proof, outputs: { ...names, PageOrigin: 'https://d1.cloudfront.net', OriginProofHashes: hashes } };
  }
}

describe('a deployment', () => {
  it('makes the web stack first, for the address that the functions must know', async () => {
    const account = new Account();
    expect(await account.deploy()).toMatchObject({ PageOrigin: 'https://d1.cloudfront.net' });
    expect(account.steps).toEqual([['Web'], ['--all']]);
    expect(account.app).toEqual({ hashes: [hashOf('proof-1')], origin: 'https://d1.cloudfront.net' });
  });

  it('is one step from then on, and CloudFront goes on showing what it shows', async () => {
    const account = new Account();
    await account.deploy();
    account.steps.length = 0;
    await account.deploy();
    expect(account.steps).toEqual([['--all']]);
    expect(account.web?.proof).toBe('proof-1');
  });

  it('renews the proof without refusing anybody', async () => {
    const account = new Account();
    await account.deploy();
    await account.deploy(true);
    expect(account.web?.proof).toBe('proof-2');
    expect(account.app?.hashes).toEqual([hashOf('proof-2')]);
    expect(account.refused).toBe(0);
  });

  it('lets the functions go first where they let go of something, with all that they know', async () => {
    const account = new Account();
    await account.deployFunctionsFirst();
    expect(account.steps).toEqual([['Web'], ['--all']]);
    account.steps.length = 0;
    await account.deployFunctionsFirst();
    expect(account.steps).toEqual([['App'], ['--all']]);
    const [first, all] = account.environments.slice(-2);
    expect(first).toEqual(all);
    expect(account.app).toEqual({ hashes: [hashOf('proof-1')], origin: 'https://d1.cloudfront.net' });
    expect(account.refused).toBe(0);
  });

  it('puts the firewall up before what names it, and takes it away after', async () => {
    const account = new Account();
    await account.deploy(false, { requestsPerFiveMinutes: 500 });
    expect(account.steps).toEqual([['Firewall'], ['Web'], ['--all']]);
    expect(account.environments.slice(1).map(({ WEB_ACL_ARN }) => WEB_ACL_ARN)).toEqual([acl, acl]);
    await account.deploy();
    expect(account.environments.at(-1)).not.toHaveProperty('WEB_ACL_ARN');
    expect(account.firewall).toBe(false);
  });

  it('may end anywhere: browsers are answered all the time, and the next one puts everything right', async () => {
    const tries = fc.array(fc.record({ renews: fc.boolean(), failsAt: fc.integer({ min: 1, max: 7 }) }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(tries, async (list) => {
        const account = new Account();
        for (const { renews, failsAt } of list) {
          account.failsAt = failsAt;
          await account.deploy(renews).catch((error: Error) => expect(error.message).toBe('cut'));
          account.failsAt = Number.POSITIVE_INFINITY;
        }
        await account.deploy();
        expect(account.refused).toBe(0);
        expect(account.app?.hashes).toContain(hashOf(account.web?.proof ?? ''));
        expect(account.app?.origin).toBe('https://d1.cloudfront.net');
        await account.deploy(true);
        expect(account.app?.hashes).toEqual([hashOf(account.web?.proof ?? '')]);
        expect(account.refused).toBe(0);
      }),
    );
  });
});
