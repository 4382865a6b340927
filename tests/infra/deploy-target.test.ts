import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDeployTarget } from '../../infra/deploy/deploy-target.ts';
import { openTempDir } from './support/open-temp-dir.ts';

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';

/** Reads the target as a person would have set it: variables, and the file of the stage. */
function read(variables: Record<string, string>, files: Record<string, string> = {}) {
  using dir = openTempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(`${dir.path}/${name}`, text);
  const environment = { ...variables };
  return { ...readDeployTarget(environment, dir.path), environment };
}

describe('what is to be deployed', () => {
  it('is dev without a word, under the name that CloudFront gives', () => {
    const { stage, ownOrigin } = read({});
    expect([stage.name, ownOrigin, stage.certificateArn]).toEqual(['dev', undefined, undefined]);
  });

  it('is what the file of the stage says, and before that the environment', () => {
    const file = `APP_ORIGIN=https://file.example.com\nCERTIFICATE_ARN=${certificate}\n`;
    const { stage, ownOrigin, environment } = read(
      { HOPPER_STAGE: 'prod' },
      { '.env.prod': file, '.env.dev': 'APP_ORIGIN=x' },
    );
    expect([stage.name, ownOrigin, stage.origin]).toEqual([
      'prod',
      'https://file.example.com',
      'https://file.example.com',
    ]);
    expect(environment).toMatchObject({ CERTIFICATE_ARN: certificate });
    expect(read({ APP_ORIGIN: 'https://mine.example.com' }, { '.env.dev': file }).ownOrigin).toBe(
      'https://mine.example.com',
    );
  });

  it('is under the domain alone, whatever is written behind it', () => {
    const { ownOrigin } = read({ APP_ORIGIN: 'https://Mine.example.com/', CERTIFICATE_ARN: certificate });
    expect(ownOrigin).toBe('https://mine.example.com');
  });

  it.each([
    [{ HOPPER_STAGE: 'local' }, 'Stage local is not deployed: `npm start` runs it.'],
    [{ HOPPER_STAGE: 'live' }, 'Unknown stage "live": HOPPER_STAGE is one of local, dev, prod.'],
    [{ APP_ORIGIN: 'https://a.example.com' }, 'APP_ORIGIN and CERTIFICATE_ARN go together'],
    [{ CERTIFICATE_ARN: certificate }, 'APP_ORIGIN and CERTIFICATE_ARN go together'],
    [
      { APP_ORIGIN: 'https://a.example.com', CERTIFICATE_ARN: certificate.replace('us-east-1', 'eu-west-1') },
      'CERTIFICATE_ARN is not a certificate of us-east-1, where CloudFront looks for it.',
    ],
    [
      { APP_ORIGIN: 'https://a.example.com', CERTIFICATE_ARN: certificate.replace('certificate/1', 'certificate/…') },
      'CERTIFICATE_ARN is not a certificate of us-east-1',
    ],
    [
      { APP_ORIGIN: 'http://a.example.com', CERTIFICATE_ARN: certificate },
      'APP_ORIGIN is https:// and your domain, e.g. https://hopper.example.com, and not "http://a.example.com".',
    ],
    [
      { APP_ORIGIN: 'https://a.example.com:8443', CERTIFICATE_ARN: certificate },
      'APP_ORIGIN is https:// and your domain',
    ],
    [{ MAIL_IDENTITY: 'example.com' }, 'MAIL_IDENTITY needs MAIL_FROM beside it, or a domain of your own.'],
  ])('%j is refused with one clear line', (variables, line) => {
    expect(() => read(variables)).toThrow(line);
  });
});
