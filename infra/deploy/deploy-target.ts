import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readStageSettings } from '../stage-settings.ts';
import { getStage, type Stage } from '../stages.ts';

export interface DeployTarget {
  readonly stage: Stage;
  /** Where the page has a domain of its own. */
  readonly ownOrigin: string | undefined;
}

/**
 * What HOPPER_STAGE and the variables beside it ask for. Those in `.env.<stage>` count where the environment has none; they
 * are put into it, for whatever is started from here.
 *
 * @throws Error with one clear line for what does not go together
 */
export function readDeployTarget(environment: NodeJS.ProcessEnv, folder: string): DeployTarget {
  const { HOPPER_STAGE: name = 'dev' } = environment;
  const file = `${folder}/.env.${name}`;
  if (existsSync(file)) Object.assign(environment, { ...parseEnv(readFileSync(file, 'utf8')), ...environment });
  const settings = readStageSettings(environment);
  const { origin, certificateArn } = settings;
  if (name === 'local') throw new Error('Stage local is not deployed: `npm start` runs it.');
  if ((origin === undefined) !== (certificateArn === undefined)) {
    throw new Error(
      'APP_ORIGIN and CERTIFICATE_ARN go together: with both the page has your domain, with neither the name that CloudFront gives it.',
    );
  }
  if (!origin && settings.mail?.identity && !settings.mail.from) {
    throw new Error('MAIL_IDENTITY needs MAIL_FROM beside it, or a domain of your own.');
  }
  // Only to be read here: what CloudFront gives is not known yet.
  const stage = getStage(name, { ...settings, origin: origin ?? unknownOrigin });
  // CloudFront answers at 443 alone, and cookies are for https.
  if (!/^https:[^:]+$/.test(stage.origin)) {
    throw new Error(`APP_ORIGIN is https:// and your domain, e.g. https://hopper.example.com, and not "${origin}".`);
  }
  return { stage, ownOrigin: origin && stage.origin };
}

/** Stands for the address that only CloudFront knows, while the stack is made that asks for it. */
export const unknownOrigin = 'https://not-known-yet.invalid';
