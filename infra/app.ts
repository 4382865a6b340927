import { existsSync } from 'node:fs';
import { readStageSettings } from './stage-settings.ts';
import { getStage, type Stage } from './stages.ts';

const { HOPPER_STAGE = 'dev', HOPPER_BUNDLE_DIR = 'dist/functions', CDK_OUTDIR = 'cdk.out' } = process.env;

/** What the environment asks for, or one clear line about what is wrong with it. */
function readStage(): Stage | undefined {
  try {
    if (!existsSync(HOPPER_BUNDLE_DIR))
      throw new Error(`No bundles in ${HOPPER_BUNDLE_DIR}: run \`npm run build\` first.`);
    return getStage(HOPPER_STAGE, readStageSettings(process.env));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

const stage = readStage();
if (stage) {
  // The cdk command names itself, so a deployment is checked and a local start is quick.
  const validates = 'CDK_CLI_VERSION' in process.env;
  // Loaded late, because it brings the whole CDK: a wrong setting is told at once.
  const { buildApp } = await import('./build-app.ts');
  buildApp({ stage, bundleDir: HOPPER_BUNDLE_DIR, outdir: CDK_OUTDIR, validates }).app.synth();
}
