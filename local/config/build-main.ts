import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { buildApp } from '../../infra/build-app.ts';
import { getStage } from '../../infra/stages.ts';
import { buildPage } from './build-page.ts';

/**
 * Builds everything that runs: functions, page and templates. A program of its own, because what it needs (CDK,
 * esbuild) would stay in memory as long as Hopper runs.
 */
const [dataDir, origin] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));

try {
  const bundleDir = join(dataDir, 'functions');
  const outdir = join(dataDir, 'cdk.out');
  // Assets of earlier builds have other names and would pile up.
  rmSync(outdir, { recursive: true, force: true });
  await Promise.all([bundleFunctions(bundleDir), buildPage(join(dataDir, 'web'))]);
  buildApp({ stage: getStage('local', origin), bundleDir, outdir }).app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(0);
