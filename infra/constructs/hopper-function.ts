import { join } from 'node:path';
import { ArnFormat, Aws, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { EnvName } from '../../shared/config/env.ts';
import { accept } from '../accepted-findings.ts';
import { type FunctionName, functionSettings } from '../functions.ts';
import { resourceName, type Stage } from '../stages.ts';
import { buildLogGroup } from './build-log-group.ts';
import type { PrivateNetwork } from './private-network.ts';

interface HopperFunctionProps {
  readonly name: FunctionName;
  readonly stage: Stage;
  /** Folder with one folder per function. */
  readonly bundleDir: string;
  /** For the few functions that live beside the session cache. */
  readonly network?: PrivateNetwork;
}

/**
 * One Lambda function with a role and a log group of its own. It starts with no right but to write its log;
 * resources give themselves to it.
 */
export class HopperFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;
  readonly #role: Role;

  constructor(scope: Construct, id: string, { name, stage, bundleDir, network }: HopperFunctionProps) {
    super(scope, id);
    const functionName = resourceName(stage, name);
    const settings = functionSettings[name];
    const logGroup = buildLogGroup(this, 'Logs', { stage, name: `/aws/lambda/${functionName}` });
    // Made here and not by the Lambda construct, which would attach AWS's managed policies with their wildcards.
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.timeout = Duration.seconds(settings.timeoutSeconds);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundleDir, name)),
      timeout: this.timeout,
      memorySize: settings.memoryMegabytes,
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
      recursiveLoop: settings.mayFeedItself ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE,
      ...(settings.nodeOptions && { environment: { NODE_OPTIONS: settings.nodeOptions } }),
      ...network?.placement,
    });
    accept(this.lambda, 'laid aside elsewhere');
    accept(this.lambda, 'followed by its request id');
    this.allow({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
    network?.admit(this, functionArn(this, functionName));
  }

  /** Sets a variable; a name that `readEnv` does not know does not compile. */
  setEnvironment(name: EnvName, value: string): void {
    this.lambda.addEnvironment(name, value);
  }

  /** Lets another function invoke this one without waiting for it, and tells it the name. */
  giveTo(fn: HopperFunction, name: EnvName): void {
    fn.setEnvironment(name, this.lambda.functionName);
    fn.allow({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] });
  }

  /**
   * What it is invoked with only hints at a row: what fails or waits for five minutes is given up, because the sweeper sends
   * another hint.
   */
  takeHints(): void {
    this.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
  }

  allow(statement: PolicyStatementProps): void {
    this.#role.addToPolicy(new PolicyStatement(statement));
  }

  /** Grants something whose resources cannot be listed one by one, and tells cdk-nag so. */
  allowWildcard(statement: PolicyStatementProps): void {
    this.allow(statement);
    for (const resource of statement.resources ?? []) {
      accept(this.#role, 'names that come and go', `[Resource::${toFindingId(resource)}]`);
    }
  }
}

/** The way cdk-nag writes a resource that has account or region in its name. */
function toFindingId(resource: string): string {
  return resource
    .replaceAll(Aws.PARTITION, '<AWS::Partition>')
    .replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')
    .replaceAll(Aws.REGION, '<AWS::Region>');
}

/** Written out instead of asked of the function, which itself waits for the policy that names it. */
function functionArn(scope: Construct, functionName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'lambda', resource: 'function', resourceName: functionName, arnFormat });
}
