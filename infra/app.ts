import { buildApp } from './build-app.ts';
import { getStage } from './stages.ts';

const { HOPPER_STAGE = 'dev', APP_ORIGIN, HOPPER_BUNDLE_DIR = 'dist/functions', CDK_OUTDIR = 'cdk.out' } = process.env;

try {
  const stage = getStage(HOPPER_STAGE, APP_ORIGIN);
  buildApp({ stage, bundleDir: HOPPER_BUNDLE_DIR, outdir: CDK_OUTDIR }).app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
