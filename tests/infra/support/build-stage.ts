import { join } from 'node:path';
import { buildApp } from '../../../infra/build-app.ts';
import type { StageSettings } from '../../../infra/stage-settings.ts';
import { type Stage as FullStage, getStage, type StageName } from '../../../infra/stages.ts';
import { openTempDir } from './open-temp-dir.ts';
import { placeBundles } from './place-bundles.ts';

export interface StageOptions extends StageSettings, Pick<FullStage, 'firewall'> {
  readonly validates?: boolean;
}

/** The app of a stage with placeholder handlers, not synthesized yet. Everything it writes goes to `dir`. */
export function buildStage(name: StageName, dir: string, options: StageOptions = {}) {
  const { firewall, validates = false, ...settings } = options;
  const stage = getStage(name, { origin: 'https://hopper.example.com', ...settings });
  const bundleDir = placeBundles(dir);
  return buildApp({
    stage: { ...stage, ...(firewall && { firewall }) },
    bundleDir,
    outdir: join(dir, 'out'),
    validates,
  });
}

/** The templates of a stage as CloudFormation gets them, by stack name. */
export function synthesizeTemplates(stage: StageName, options?: StageOptions): Record<string, unknown> {
  using dir = openTempDir();
  const { stacks } = buildStage(stage, dir.path, options).app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, stack.template]));
}
