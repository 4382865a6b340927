import { describe, expect, it } from '@jest/globals';
import { readStageSettings } from '../../infra/stage-settings.ts';
import { getStage, stageNames } from '../../infra/stages.ts';
import { Registration } from '../../shared/config/registration.ts';

describe('stages', () => {
  it('refuses an unknown stage and lists the known ones', () => {
    expect(() => getStage('production')).toThrow(
      'Unknown stage "production": HOPPER_STAGE is one of local, dev, prod.',
    );
    expect(() => getStage('')).toThrow('Unknown stage ""');
  });

  it('keeps nothing of an origin but scheme, host and port', () => {
    expect(getStage('dev', { origin: 'https://Hopper.example.com:8443/page?x=1' }).origin).toBe(
      'https://hopper.example.com:8443',
    );
  });

  it('runs on localhost where no origin is given, but never in prod', () => {
    expect(getStage('local').origin).toBe('http://localhost:3000');
    expect(getStage('dev').origin).toBe('http://localhost:3000');
    expect(() => getStage('prod')).toThrow('Stage prod needs APP_ORIGIN');
    expect(() => getStage('prod', { origin: '' })).toThrow('Stage prod needs APP_ORIGIN');
  });

  it.each(['hopper.example.com', 'ftp://hopper.example.com', '*'])('refuses the origin %s', (origin) => {
    expect(() => getStage('dev', { origin })).toThrow(`APP_ORIGIN is not a web address: "${origin}".`);
  });

  it('refuses plain HTTP in prod', () => {
    expect(() => getStage('prod', { origin: 'http://hopper.example.com' })).toThrow(
      'APP_ORIGIN of stage prod must be https.',
    );
  });

  it('is open to everybody on the machine of a developer, and elsewhere to whoever comes first, unless its owner says more', () => {
    const origin = 'https://hopper.example.com';
    const ruleOf = (name: string, registration?: string) => getStage(name, { origin, registration }).registration;
    expect(stageNames.map((name) => ruleOf(name))).toEqual(['open', 'first', 'first']);
    expect(ruleOf('prod', 'closed')).toBe('closed');
  });

  it.each(['', 'opne', 'everybody', 'example.com,', '@example.com', 'ada@example', 'example.com;example.org'])(
    'does not take "%s" for a list of who may register',
    (value) => {
      expect(Registration.safeParse(value).success).toBe(false);
      if (value)
        expect(() => readStageSettings({ REGISTRATION: value })).toThrow('REGISTRATION is open, first, closed');
    },
  );

  it('takes domains and addresses', () => {
    expect(Registration.parse(' Example.com, Ada@Elsewhere.org ')).toEqual(['example.com', 'ada@elsewhere.org']);
    expect(Registration.parse('FIRST')).toBe('first');
    expect(readStageSettings({ REGISTRATION: 'example.com' }).registration).toBe('example.com');
    expect(readStageSettings({ REGISTRATION: '' }).registration).toBeUndefined();
  });

  it('sends mails from the host of the page, or from whom its owner names', () => {
    const senderOf = (origin: string | undefined, mail = {}) =>
      getStage('dev', { ...(origin && { origin }), mail }).mail;
    expect(senderOf('https://hopper.example.com')).toEqual({
      from: 'hopper@hopper.example.com',
      identity: 'hopper.example.com',
    });
    expect(senderOf(undefined)).toEqual({ from: 'hopper@hopper.test', identity: 'hopper.test' });
    expect(senderOf(undefined, { from: 'Me@mail.example.com', identity: 'example.com' })).toEqual({
      from: 'me@mail.example.com',
      identity: 'example.com',
    });
    expect(senderOf(undefined, { from: 'me@example.com', identity: 'me@example.com' }).identity).toBe('me@example.com');
  });

  it.each([
    [{ from: 'nobody' }, 'MAIL_FROM is not an e-mail address: "nobody".'],
    [{ from: 'Me <me@example.com>' }, 'MAIL_FROM is not an e-mail address'],
    [
      { from: 'me@example.com', identity: 'ample.com' },
      'MAIL_IDENTITY "ample.com" is neither me@example.com nor its domain.',
    ],
    [{ from: 'me@example.com', identity: 'you@example.com' }, 'is neither me@example.com nor its domain'],
  ])('refuses the sender %j', (mail, message) => {
    expect(() => getStage('dev', { mail })).toThrow(message);
  });

  it('stays inside the limits of the services in every stage', () => {
    for (const name of stageNames) {
      const { publishConcurrency, throttle, cache } = getStage(name, { origin: 'https://hopper.example.com' });
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency
      expect(publishConcurrency).toBeGreaterThanOrEqual(2);
      expect(publishConcurrency).toBeLessThanOrEqual(1000);
      expect(throttle.burst).toBeGreaterThanOrEqual(throttle.requestsPerSecond);
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ECPUPerSecond.html
      expect(cache.maxEcpuPerSecond).toBeGreaterThanOrEqual(1000);
    }
  });
});
