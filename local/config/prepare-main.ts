import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { buildApp } from '../../infra/build-app.ts';
import { getStage } from '../../infra/stages.ts';
import { serveOwner } from '../cloud/processes/serve-owner.ts';
import { deployApp } from '../cloud/provision/deploy-app.ts';
import { buildAppFiles } from './build-app-files.ts';

const Options = z.object({ dataDir: z.string(), origin: z.string(), mailFrom: z.string().optional() });
const url = z.url();
const DeployRequest = z.object({
  endpoints: z.object({
    dynamodb: url,
    kms: url,
    lambda: url,
    s3: url,
    scheduler: url,
    sesv2: url,
    sqs: url,
    ssm: url,
  }),
  redisUrl: url,
  secureParameters: z.record(z.string(), z.string()),
});

/**
 * Builds functions, page and templates and, when it is told where the services are, creates the resources. A program
 * of its own, because what it needs (CDK, esbuild, AWS SDK) would stay in memory as long as Hopper runs.
 */
await serveOwner(async (input) => {
  const { dataDir, origin, mailFrom } = Options.parse(input);
  const bundleDir = join(dataDir, 'functions');
  const assemblyDir = join(dataDir, 'cdk.out');
  // Assets of earlier builds have other names and would pile up.
  rmSync(assemblyDir, { recursive: true, force: true });
  await buildAppFiles({ functions: bundleDir, page: join(dataDir, 'web') });
  buildApp({
    stage: getStage('local', { origin, mail: { from: mailFrom } }),
    bundleDir,
    outdir: assemblyDir,
  }).app.synth();
  return {
    onRequest: (request) => deployApp({ assemblyDir, ...DeployRequest.parse(request) }),
    close: async () => undefined,
  };
});
