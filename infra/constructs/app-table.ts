import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  expiryAttribute,
  orderIndex,
  orderKey,
  tableKeys,
  tokenPartitions,
  workIndex,
  workIndexKeys,
} from '../../shared/config/table.ts';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';
import type { PrivateNetwork } from './private-network.ts';

/** Nobody may Scan: every question starts from an owner or from the work index. */
const actions = {
  'read-write': ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
  /** Rows whose whole key is known. */
  'known rows': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  'add or amend': ['GetItem', 'PutItem', 'UpdateItem'],
  amend: ['UpdateItem'],
  'clean-up': ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
} as const;

/** Ways of reading that few functions need. */
type FurtherAction = 'BatchGetItem' | 'ConditionCheckItem';

/** The one table of all owners, restorable to any second of the last 35 days. */
export class AppTable extends Construct {
  readonly #table: Table;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#table = new Table(this, 'Table', {
      tableName: resourceName(stage),
      partitionKey: { name: tableKeys.partition, type: AttributeType.STRING },
      sortKey: { name: tableKeys.sort, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: expiryAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Videos have a position, and files of transfers. The index can be made with the table alone, never later.
    this.#table.addLocalSecondaryIndex({
      indexName: orderIndex,
      sortKey: { name: orderKey, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.#table.addGlobalSecondaryIndex({
      indexName: workIndex,
      partitionKey: { name: workIndexKeys.partition, type: AttributeType.STRING },
      sortKey: { name: workIndexKeys.sort, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** @param index adds queries of an index */
  giveTo(fn: HopperFunction, access: keyof typeof actions, index?: typeof workIndex | typeof orderIndex): void {
    fn.setEnvironment('TABLE_NAME', this.#table.tableName);
    fn.allow({
      actions: actions[access].map((action) => `dynamodb:${action}`),
      resources: [this.#table.tableArn],
    });
    if (index) fn.allow({ actions: ['dynamodb:Query'], resources: [this.#indexArn(index)] });
  }

  giveMore(fn: HopperFunction, further: readonly FurtherAction[]): void {
    fn.allow({ actions: further.map((action) => `dynamodb:${action}`), resources: [this.#table.tableArn] });
  }

  /** Lets a function look API tokens up and note their last use, and reach no other row. */
  giveTokensTo(fn: HopperFunction): void {
    fn.setEnvironment('TABLE_NAME', this.#table.tableName);
    fn.allow({
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      resources: [this.#table.tableArn],
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${tokenPartitions}*`] } },
    });
  }

  /** Lets a network without an exit reach this table, and through the same door nobody else's. */
  openTo(network: PrivateNetwork): void {
    network.tableEndpoint.addToPolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: [...actions['read-write'], 'BatchGetItem'].map((action) => `dynamodb:${action}`),
        resources: [this.#table.tableArn],
      }),
    );
  }

  #indexArn(index: string): string {
    return `${this.#table.tableArn}/index/${index}`;
  }
}
