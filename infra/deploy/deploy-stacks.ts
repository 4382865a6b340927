import * as z from 'zod';
import { resourceName } from '../stages.ts';
import { type DeployTarget, unknownOrigin } from './deploy-target.ts';
import type { DeployedStacks } from './deployed-stacks.ts';
import type { OriginProof } from './origin-proof.ts';
import type { CdkStep } from './run-cdk.ts';

/** What the web stack tells once it is there. */
const WebOutputs = z.object({
  PageOrigin: z.url(),
  PageBucket: z.string(),
  DistributionId: z.string(),
  DistributionDomain: z.string(),
  OriginProofHashes: z.string(),
});
export type WebOutputs = z.infer<typeof WebOutputs>;

export interface DeployPorts {
  runCdk(step: CdkStep): Promise<void>;
  /** In the region of the app. */
  readonly stacks: Pick<DeployedStacks, 'findOutputs'>;
  /** In us-east-1, where the firewall is. */
  readonly virginia: Pick<DeployedStacks, 'findOutputs' | 'remove'>;
  newOriginProof(): OriginProof;
}

interface DeployChoice extends DeployTarget {
  /** Gives CloudFront another proof to show. */
  readonly renewsProof: boolean;
  /**
   * Brings the functions up to date before the stacks that give them something, for a release in which they let go of what
   * the deployed ones import. They must not ask for anything new in the same release.
   */
  readonly functionsFirst: boolean;
}

/**
 * Brings every stack of a stage up to date, in an order in which browsers are answered all the time: functions learn a new
 * proof before CloudFront shows it, and forget the old one after.
 *
 * It may end anywhere and be run again. What it must remember is in the stacks themselves.
 *
 * @returns what the web stack tells
 */
export async function deployStacks(choice: DeployChoice, ports: DeployPorts): Promise<WebOutputs> {
  const named = (what: string) => resourceName(choice.stage, what);
  const firewall = choice.stage.firewall ? await deployFirewall(named('firewall'), ports) : {};
  const findWeb = async () => {
    const outputs = await ports.stacks.findOutputs(named('web'));
    return outputs && WebOutputs.parse(outputs);
  };
  const environmentOf = (web: WebOutputs | undefined, hashes: string) => ({
    ...firewall,
    APP_ORIGIN: choice.ownOrigin ?? web?.PageOrigin ?? unknownOrigin,
    ORIGIN_PROOF_HASHES: hashes,
  });
  const showProof = async (web: WebOutputs | undefined, { value, hash }: OriginProof) => {
    const parameters = { [`${named('web')}:OriginProof`]: value };
    await ports.runCdk({ stacks: ['Web'], environment: environmentOf(web, hash), parameters });
    return WebOutputs.parse(await findWeb());
  };

  const before = await findWeb();
  let web = before ?? (await showProof(undefined, ports.newOriginProof()));
  const next = before && choice.renewsProof ? ports.newOriginProof() : undefined;
  const hashes = [web.OriginProofHashes, ...(next ? [next.hash] : [])].join();
  const environment = environmentOf(web, hashes);
  if (before && choice.functionsFirst) await ports.runCdk({ stacks: ['App'], environment });
  await ports.runCdk({ stacks: ['--all'], environment });
  web = WebOutputs.parse(await findWeb());
  if (next) {
    web = await showProof(web, next);
    await ports.runCdk({ stacks: ['App'], environment: environmentOf(web, next.hash) });
  }
  if (!choice.stage.firewall) await ports.virginia.remove(named('firewall'));
  return web;
}

async function deployFirewall(stackName: string, { runCdk, virginia }: DeployPorts): Promise<Record<string, string>> {
  await runCdk({ stacks: ['Firewall'], environment: { APP_ORIGIN: unknownOrigin } });
  const { WebAclArn } = z.object({ WebAclArn: z.string() }).parse(await virginia.findOutputs(stackName));
  return { WEB_ACL_ARN: WebAclArn };
}
