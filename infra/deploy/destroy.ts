import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { deleteParameter } from './delete-parameter.ts';
import { readDeployTarget } from './deploy-target.ts';
import { openDeployedStacks } from './deployed-stacks.ts';
import { destroyStacks } from './destroy-stacks.ts';
import { emptyBucket } from './empty-bucket.ts';
import { explainTrouble } from './explain-trouble.ts';
import { settleRegion } from './settle-region.ts';

/** Removes a stage that is named twice: by HOPPER_STAGE and by `--yes <stage>`. */
async function destroy(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: 'string' } } });
  const { stage } = readDeployTarget(process.env, fileURLToPath(new URL('../..', import.meta.url)));
  if (values.yes !== stage.name)
    throw new Error(`This removes stage ${stage.name}. Say so with \`-- --yes ${stage.name}\`.`);
  // A wrong region would have nothing to remove, and look the same.
  console.log(`Stage ${stage.name} goes from ${await settleRegion()}.`);
  const s3 = new S3Client();
  const ssm = new SSMClient();
  await destroyStacks(stage, {
    stacks: openDeployedStacks(),
    virginia: openDeployedStacks('us-east-1'),
    emptyBucket: (name) => emptyBucket(s3, name),
    deleteParameter: (name) => deleteParameter(ssm, name),
    report: console.log,
  });
}

try {
  await destroy();
} catch (error) {
  console.error(explainTrouble(error));
  process.exitCode = 1;
}
