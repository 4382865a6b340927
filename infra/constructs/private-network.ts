import {
  FlowLogDestination,
  FlowLogTrafficType,
  type GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Effect, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import { buildLogGroup } from './build-log-group.ts';

/** What a network needs of a function that is placed in it. */
interface Guest {
  allow(statement: PolicyStatementProps): void;
  allowWildcard(statement: PolicyStatementProps): void;
}

/**
 * Two private subnets without a way to the internet, and so without the price of one. The only way out is the
 * gateway endpoint of DynamoDB, which costs nothing.
 */
export class PrivateNetwork extends Construct {
  readonly vpc: Vpc;
  /** Every function that is placed here. */
  readonly functionsGroup: SecurityGroup;
  /** Open to those tables that say so. */
  readonly tableEndpoint: GatewayVpcEndpoint;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.vpc = buildVpc(this, stage);
    this.tableEndpoint = this.vpc.addGatewayEndpoint('Tables', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    this.functionsGroup = new SecurityGroup(this, 'Functions', {
      vpc: this.vpc,
      description: 'Functions beside the session cache',
      allowAllOutbound: false,
    });
    // "Anywhere" is where the routes lead, and the only route leads to the endpoint.
    this.functionsGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'Functions to DynamoDB');
  }

  get placement(): Pick<FunctionOptions, 'vpc' | 'vpcSubnets' | 'securityGroups'> {
    return {
      vpc: this.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.functionsGroup],
    };
  }

  get subnetIds(): string[] {
    return this.vpc.isolatedSubnets.map((subnet) => subnet.subnetId);
  }

  /**
   * Lets the Lambda service plug a function into the network, and forbids the function's own code to use that right.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
   */
  admit(fn: Guest, functionArn: string): void {
    // Lambda makes and removes interfaces with ids of its own.
    fn.allowWildcard({ actions: plugActions, resources: ['*'] });
    fn.allow({
      effect: Effect.DENY,
      actions: plugActions,
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    });
  }
}

const plugActions = [
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

function buildVpc(scope: Construct, stage: Stage): Vpc {
  const logGroup = buildLogGroup(scope, 'RefusedTraffic', {
    stage,
    name: `/hopper/${stage.name}/refused-traffic`,
  });
  return new Vpc(scope, 'Vpc', {
    vpcName: resourceName(stage),
    ipAddresses: IpAddresses.cidr('10.42.0.0/16'),
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'private', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    // Emptying the default group takes a custom resource with a function of its own; nothing is in that group.
    restrictDefaultSecurityGroup: false,
    flowLogs: {
      refused: {
        trafficType: FlowLogTrafficType.REJECT,
        destination: FlowLogDestination.toCloudWatchLogs(logGroup),
      },
    },
  });
}
