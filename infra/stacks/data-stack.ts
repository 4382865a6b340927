import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AppTable } from '../constructs/app-table.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { TokenKey } from '../constructs/token-key.ts';
import { VideosBucket } from '../constructs/videos-bucket.ts';
import type { Stage } from '../stages.ts';

interface DataStackProps extends StackProps {
  readonly stage: Stage;
}

/** What must outlive every deployment: rows, videos and the key of the tokens. */
export class DataStack extends Stack {
  readonly table: AppTable;
  readonly videos: VideosBucket;
  readonly deadLetters: DeadLetters;
  readonly tokenKey: TokenKey;

  constructor(scope: Construct, id: string, { stage, ...props }: DataStackProps) {
    super(scope, id, props);
    this.table = new AppTable(this, 'Table', stage);
    this.videos = new VideosBucket(this, 'Videos', stage);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', stage);
    this.tokenKey = new TokenKey(this, 'TokenKey', stage);
  }
}
