import { Aws, CfnParameter, Duration, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { originProofHeader } from '../../shared/config/origin-proof.ts';
import { accept } from '../accepted-findings.ts';
import { apiPathPatterns } from '../edge/api-paths.ts';
import { resourceName, type Stage } from '../stages.ts';
import type { PageBucket } from './page-bucket.ts';
import { addPageHeadersPolicy } from './page-headers-policy.ts';

interface PageDistributionProps {
  readonly stage: Stage;
  readonly page: PageBucket;
  /** Id of the HTTP API. */
  readonly apiId: string;
}

/** One origin for browsers: files of the page from the bucket, and the paths of the API from API Gateway, never cached. */
export class PageDistribution extends Construct {
  readonly id: string;
  /** The name that CloudFront gives it: what a domain of one's own points to. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, { stage, page, apiId }: PageDistributionProps) {
    super(scope, id);
    const common = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: addPageHeadersPolicy(this, stage),
    };
    const api: BehaviorOptions = {
      ...common,
      origin: this.#buildApiOrigin(apiId),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // API Gateway knows itself by its own name alone.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [this.#runAtRequests(stage, 'tell-viewer')],
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: resourceName(stage),
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        ...common,
        origin: page.origin,
        // Keeps for ever what says so, asks S3 again for the rest, and compresses both.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        functionAssociations: [this.#runAtRequests(stage, 'show-page')],
      },
      additionalBehaviors: Object.fromEntries(apiPathPatterns.map((pattern) => [pattern, api])),
      ...this.#ownDomain(stage),
      ...(stage.webAclArn && { webAclId: stage.webAclArn }),
    });
    this.id = distribution.distributionId;
    this.domainName = distribution.distributionDomainName;
    accept(distribution, 'for the owner to choose');
    Validations.of(distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason: 'The path at which S3 would list the bucket is always turned into that of the page.',
    });
  }

  /** A value that only CloudFront knows goes with every request; the functions refuse those without it. */
  #buildApiOrigin(apiId: string): HttpOrigin {
    const proof = new CfnParameter(this, 'OriginProof', {
      type: 'String',
      noEcho: true,
      allowedPattern: '[\\w-]{43}',
      description: 'Shown to the API by CloudFront; made by npm run deploy and kept from then on',
    });
    proof.overrideLogicalId('OriginProof');
    return new HttpOrigin(`${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [originProofHeader]: proof.valueAsString },
      // Longer than API Gateway takes to give up by itself.
      readTimeout: Duration.seconds(35),
    });
  }

  #runAtRequests(stage: Stage, name: 'show-page' | 'tell-viewer') {
    const filePath = new URL(`../edge/${name}.js`, import.meta.url).pathname;
    const edgeFunction = new EdgeFunction(this, name, {
      functionName: resourceName(stage, name),
      code: FunctionCode.fromFile({ filePath }),
      runtime: FunctionRuntime.JS_2_0,
    });
    return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
  }

  #ownDomain({ certificateArn, origin }: Stage) {
    if (!certificateArn) return {};
    return {
      domainNames: [new URL(origin).hostname],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }
}
