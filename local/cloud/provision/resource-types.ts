import type { ResourceType, ResourceTypes } from '../template/resource-type.ts';
import { eventInvokeConfigType } from './async-invoke.ts';
import { bucketType } from './bucket.ts';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import { distributionType } from './distribution.ts';
import { configurationSetType, emailIdentityType } from './email-identity.ts';
import { eventRuleType } from './event-rule.ts';
import { eventSourceMappingType } from './event-source-mapping.ts';
import { httpApiTypes } from './http-api.ts';
import { aliasType, keyType } from './key.ts';
import { lambdaFunctionType } from './lambda-function.ts';
import { logGroupType } from './log-group.ts';
import { policyTypes } from './policy.ts';
import { queueType } from './queue.ts';
import { roleType } from './role.ts';
import { scheduleGroupType, scheduleType } from './schedule.ts';
import { cacheUserType, serverlessCacheType } from './serverless-cache.ts';
import { tableType } from './table.ts';

/** What the machine contributes to the resources. */
export interface ProvisionOptions {
  readonly clients: Clients;
  readonly redisUrl: string;
}

/**
 * Every resource type that the local cloud has.
 *
 * @param deployment collects what is not a service's business: functions, event sources, APIs
 */
export function buildResourceTypes(options: ProvisionOptions, deployment: Deployment): ResourceTypes {
  const { clients, redisUrl } = options;
  const table = tableType(clients.dynamodb, deployment);
  return new Map<string, ResourceType>([
    ['AWS::CloudFront::Distribution', distributionType],
    ['AWS::DynamoDB::Table', table],
    ['AWS::DynamoDB::GlobalTable', table],
    ['AWS::ElastiCache::ServerlessCache', serverlessCacheType(redisUrl)],
    ['AWS::ElastiCache::User', cacheUserType],
    ['AWS::Events::Rule', eventRuleType(deployment)],
    ['AWS::IAM::Role', roleType(deployment)],
    ['AWS::KMS::Alias', aliasType(clients.kms)],
    ['AWS::KMS::Key', keyType(clients.kms, deployment)],
    ['AWS::Lambda::EventInvokeConfig', eventInvokeConfigType(deployment)],
    ['AWS::Lambda::EventSourceMapping', eventSourceMappingType(deployment)],
    ['AWS::Lambda::Function', lambdaFunctionType(deployment)],
    ['AWS::Logs::LogGroup', logGroupType],
    ['AWS::S3::Bucket', bucketType(clients.s3)],
    ['AWS::SES::ConfigurationSet', configurationSetType(clients.sesv2)],
    ['AWS::SES::EmailIdentity', emailIdentityType(clients.sesv2)],
    ['AWS::SQS::Queue', queueType(clients.sqs)],
    ['AWS::Scheduler::Schedule', scheduleType(clients.scheduler)],
    ['AWS::Scheduler::ScheduleGroup', scheduleGroupType(clients.scheduler)],
    ...policyTypes(deployment),
    ...httpApiTypes(deployment),
  ]);
}
