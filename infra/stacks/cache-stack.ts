import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PrivateNetwork } from '../constructs/private-network.ts';
import { SessionCache } from '../constructs/session-cache.ts';
import type { Stage } from '../stages.ts';
import type { DataStack } from './data-stack.ts';

interface CacheStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** Sessions and rate limits in Valkey, and the network without an exit that it lives in. */
export class CacheStack extends Stack {
  readonly network: PrivateNetwork;
  readonly sessions: SessionCache;

  constructor(scope: Construct, id: string, { stage, data, ...props }: CacheStackProps) {
    super(scope, id, props);
    this.network = new PrivateNetwork(this, 'Network', stage);
    this.sessions = new SessionCache(this, 'Sessions', { stage, network: this.network });
    data.table.openTo(this.network);
  }
}
