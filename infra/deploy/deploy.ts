import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { deployStacks } from './deploy-stacks.ts';
import { readDeployTarget } from './deploy-target.ts';
import { openDeployedStacks } from './deployed-stacks.ts';
import { explainTrouble } from './explain-trouble.ts';
import { findAccount } from './find-account.ts';
import { invalidate } from './invalidate.ts';
import { newOriginProof } from './origin-proof.ts';
import { runBuild } from './run-build.ts';
import { runCdk } from './run-cdk.ts';
import { settleRegion } from './settle-region.ts';
import { uploadPage } from './upload-page.ts';
import { waitUntilHealthy } from './wait-until-healthy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Brings a stage up to date: stacks, then page, so that no page meets an API that does not know it yet. Whatever is wrong with
 * settings, region, credentials or account is told before anything is built.
 */
async function deploy(): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { 'new-proof': flag, 'functions-first': flag } });
  const target = readDeployTarget(process.env, root);
  const region = await settleRegion();
  const account = await findAccount(region);
  if (target.stage.firewall) await findAccount('us-east-1');
  console.log(`Stage ${target.stage.name} goes to account ${account} in ${region}.`);
  runBuild();

  const ports = { runCdk, newOriginProof, stacks: openDeployedStacks(), virginia: openDeployedStacks('us-east-1') };
  const choice = { ...target, renewsProof: values['new-proof'], functionsFirst: values['functions-first'] };
  const web = await deployStacks(choice, ports);

  const now = Date.now();
  const changed = await uploadPage({ client: new S3Client(), bucket: web.PageBucket, folder: `${root}/dist/web`, now });
  await invalidate(new CloudFrontClient(), web.DistributionId, changed, String(now));
  await waitUntilHealthy(`https://${web.DistributionDomain}`, { tries: 60, pauseMillis: 5000 });
  console.log(`Hopper is at ${web.PageOrigin}`);
  if (target.ownOrigin) console.log(`Your domain must point to ${web.DistributionDomain}`);
}

try {
  await deploy();
} catch (error) {
  console.error(explainTrouble(error));
  process.exitCode = 1;
}
