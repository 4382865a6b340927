import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/** Mails: the identity they are sent with. */
export class Mails extends Construct {
  readonly #stage: Stage;
  readonly #identity: CfnEmailIdentity;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#stage = stage;
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

  /** Lets the function send mails from the stage's address. */
  giveTo(fn: HopperFunction): void {
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
