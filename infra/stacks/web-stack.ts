import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { PageBucket } from '../constructs/page-bucket.ts';
import { PageDistribution } from '../constructs/page-distribution.ts';
import { resourceName, type Stage } from '../stages.ts';

interface WebStackProps extends StackProps {
  readonly stage: Stage;
}

/**
 * What browsers meet: the page and, still without routes, the API. It comes before the functions, because these must know the
 * address of the page, which CloudFront gives out when the stack is made.
 */
export class WebStack extends Stack {
  readonly apiId: string;

  constructor(scope: Construct, id: string, { stage, ...props }: WebStackProps) {
    super(scope, id, props);
    this.apiId = new HttpApi(this, 'Api', { apiName: resourceName(stage), createDefaultStage: false }).apiId;
    const page = new PageBucket(this, 'Page', stage);
    const distribution = new PageDistribution(this, 'Edge', { stage, page, apiId: this.apiId });
    const outputs = {
      PageOrigin: stage.certificateArn ? stage.origin : `https://${distribution.domainName}`,
      PageBucket: page.name,
      DistributionId: distribution.id,
      DistributionDomain: distribution.domainName,
      // Of what this version of the stack was given; the next deployment hands it on to the functions.
      OriginProofHashes: stage.originProofHashes,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
