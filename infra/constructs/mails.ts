import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnEmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import { buildQueue, type QueueDeps } from './build-queue.ts';
import { feedQueue } from './feed-queue.ts';
import type { HopperFunction } from './hopper-function.ts';

/** Mails sent at the same time. A new account of SES may send one a second; what is refused waits. */
const concurrency = 2;

/** Mails: the queue of hints at those that are due, and the identity they are sent with. */
export class Mails extends Construct {
  readonly #stage: Stage;
  readonly #queue: Queue;
  readonly #identity: CfnEmailIdentity;

  constructor(scope: Construct, id: string, { stage, deadLetters }: QueueDeps) {
    super(scope, id);
    this.#stage = stage;
    this.#queue = buildQueue(this, 'Queue', {
      stage,
      deadLetters,
      name: 'mails',
      visibilitySeconds: 60,
      maxReceiveCount: 10,
    });
    const configuration = new CfnConfigurationSet(this, 'Configuration', {
      name: resourceName(stage),
      // An address that bounces or complains gets nothing more: SES would close the account that goes on.
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
    });
    this.#identity = new CfnEmailIdentity(this, 'Identity', {
      emailIdentity: stage.mail.identity,
      configurationSetAttributes: { configurationSetName: configuration.ref },
    });
    this.#showRecords();
  }

  /** Lets a function send hints. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('MAIL_QUEUE_URL', this.#queue.queueUrl);
    fn.allow({ actions: ['sqs:SendMessage'], resources: [this.#queue.queueArn] });
  }

  /** Lets the function send mails from the stage's address, and invokes it with one hint at a time. */
  feed(fn: HopperFunction): void {
    const { mail, origin } = this.#stage;
    fn.setEnvironment('MAIL_FROM', `Hopper <${mail.from}>`);
    fn.setEnvironment('APP_ORIGIN', origin);
    const arn = (resource: string, name: string) =>
      Stack.of(this).formatArn({
        service: 'ses',
        resource,
        resourceName: name,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
    fn.allow({
      actions: ['ses:SendEmail'],
      resources: [arn('identity', this.#identity.ref), arn('configuration-set', resourceName(this.#stage))],
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
      conditions: { StringEquals: { 'ses:FromAddress': mail.from } },
    });
    feedQueue(fn, this.#queue, { batchSize: 1, maxConcurrency: concurrency });
  }

  /** Whoever owns the domain puts these three records into its DNS; an address is confirmed by a mail instead. */
  #showRecords(): void {
    if (this.#stage.mail.identity.includes('@')) return;
    const { attrDkimDnsTokenName1, attrDkimDnsTokenName2, attrDkimDnsTokenName3 } = this.#identity;
    const { attrDkimDnsTokenValue1, attrDkimDnsTokenValue2, attrDkimDnsTokenValue3 } = this.#identity;
    const records = [
      [attrDkimDnsTokenName1, attrDkimDnsTokenValue1],
      [attrDkimDnsTokenName2, attrDkimDnsTokenValue2],
      [attrDkimDnsTokenName3, attrDkimDnsTokenValue3],
    ];
    for (const [index, [name, value]] of records.entries()) {
      new CfnOutput(this, `Record${index + 1}`, {
        description: 'DNS record that lets SES send for the domain',
        value: `${name} CNAME ${value}`,
      });
    }
  }
}
