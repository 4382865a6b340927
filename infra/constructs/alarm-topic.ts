import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';

/**
 * Where alarms go, over TLS only, and the one who reads them. Not encrypted with a key of its own: what it says is the names
 * of alarms, and the key that CloudWatch may use would cost as much as everything else that watches.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { topicName: resourceName(stage, 'alarms'), enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (stage.alarmEmail) subscribe(this.topic.node.defaultChild, stage.alarmEmail);
  }
}

/** With the topic and not as a resource beside it, which would want dead letters of its own: mail has none. */
function subscribe(resource: IConstruct | undefined, endpoint: string): void {
  if (!(resource instanceof CfnTopic)) throw new Error('The topic of alarms has no CloudFormation resource.');
  resource.subscription = [{ protocol: 'email', endpoint }];
}
