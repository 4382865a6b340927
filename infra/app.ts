import { buildApp } from './build-app.ts';
import { getStage } from './stages.ts';

const { HOPPER_STAGE = 'dev', APP_ORIGIN, HOPPER_BUNDLE_DIR = 'dist/functions', CDK_OUTDIR = 'cdk.out' } = process.env;

try {
  // The cdk command names itself, so a deployment is checked and a local start is quick.
  const validates = 'CDK_CLI_VERSION' in process.env;
  const stage = getStage(HOPPER_STAGE, APP_ORIGIN);
  buildApp({ stage, bundleDir: HOPPER_BUNDLE_DIR, outdir: CDK_OUTDIR, validates }).app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
