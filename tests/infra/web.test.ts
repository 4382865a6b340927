import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { apiPathPatterns } from '../../infra/edge/api-paths.ts';
import { buildPageHeaders } from '../../infra/edge/page-headers.ts';
import { pageHeaders } from '../../local/cloud/host/page-headers.ts';
import { originProofHeader } from '../../shared/config/origin-proof.ts';
import { readTemplates } from './support/kept-templates.ts';
import { readStatements } from './support/statements.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');
const Behavior = z.object({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string(),
  ViewerProtocolPolicy: z.string(),
  AllowedMethods: z.array(z.string()).optional(),
  Compress: z.boolean(),
  FunctionAssociations: z.array(z.object({ EventType: z.string(), FunctionARN: z.string() })),
});
const Origin = z.object({
  Id: z.string(),
  DomainName: z.string(),
  OriginAccessControlId: z.string().optional(),
  CustomOriginConfig: z.record(z.string(), z.unknown()).optional(),
  OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).optional(),
});
const Config = z.looseObject({
  DefaultCacheBehavior: Behavior,
  CacheBehaviors: z.array(Behavior),
  Origins: z.array(Origin),
});
const configOf = (deployed: typeof stage) =>
  Config.parse(deployed.get('AWS::CloudFront::Distribution').properties.DistributionConfig);
const config = configOf(stage);
const originOf = ({ TargetOriginId }: z.infer<typeof Behavior>) =>
  Origin.parse(config.Origins.find(({ Id }) => Id === TargetOriginId));

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('the page in CloudFront', () => {
  it('comes compressed from a bucket that only this distribution can read', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: cachingOptimized,
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
      FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: expect.stringContaining('showpage') }],
    });
    expect(originOf(config.DefaultCacheBehavior)).toMatchObject({
      DomainName: expect.stringMatching(/PageBucket.*RegionalDomainName$/),
      OriginAccessControlId: expect.stringContaining('OriginAccessControl'),
    });
    const policy = stage.get('AWS::S3::BucketPolicy', 'PageBucketPolicy');
    const allowed = readStatements(policy.properties.PolicyDocument).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.flatMap(({ Action }) => Action).sort()).toEqual(['s3:GetObject', 's3:ListBucket']);
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: ['cloudfront.amazonaws.com'] });
      expect(JSON.stringify(Condition)).toMatch(/AWS:SourceArn.*distribution\/AWS::CloudFront::Distribution:Edge/);
    }
    expect(stage.get('AWS::S3::Bucket', 'PageBucket').properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('speaks HTTP/3, and to a page of its own domain TLS 1.2 at least', () => {
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, Enabled: true });
    expect(config).not.toHaveProperty('Aliases');
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    expect(configOf(synthesize('prod', { certificateArn }))).toMatchObject({
      Aliases: ['hopper.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
  });

  it('has the headers that are declared for the page, and takes none away from the API', () => {
    const Policy = z.object({
      ResponseHeadersPolicyConfig: z.object({
        SecurityHeadersConfig: z.record(z.string(), z.looseObject({ Override: z.literal(false) })),
        CustomHeadersConfig: z.object({
          Items: z.array(z.object({ Header: z.string(), Value: z.string(), Override: z.literal(false) })),
        }),
      }),
    });
    const { properties } = stage.get('AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig: known, CustomHeadersConfig: others } =
      Policy.parse(properties).ResponseHeadersPolicyConfig;
    expect({
      'content-security-policy': known.ContentSecurityPolicy?.ContentSecurityPolicy,
      'referrer-policy': known.ReferrerPolicy?.ReferrerPolicy,
      'x-content-type-options': known.ContentTypeOptions && 'nosniff',
      'x-frame-options': known.FrameOptions?.FrameOption,
      ...Object.fromEntries(others.Items.map(({ Header, Value }) => [Header, Value])),
    }).toEqual(buildPageHeaders('https://hopper-dev-videos-<AccountId>-<Region>.s3.<Region>.<URLSuffix>'));
    expect(known.StrictTransportSecurity).toMatchObject({
      AccessControlMaxAgeSec: 63_072_000,
      IncludeSubdomains: true,
    });
    for (const { ResponseHeadersPolicyId } of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      expect(ResponseHeadersPolicyId).toContain('EdgeHeaders');
    }
  });

  it('allows no script and no style but those in files of its own', () => {
    for (const { 'content-security-policy': policy } of [buildPageHeaders('https://bucket'), pageHeaders]) {
      expect(policy).toContain("default-src 'self';");
      expect(policy).not.toMatch(/script-src|unsafe|data:(?! blob: https:)/);
    }
  });
});

describe('the API in CloudFront', () => {
  it('gets every path of the list, in its order, uncached, with all that the browser sent but the host', () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([...apiPathPatterns]);
    for (const behavior of config.CacheBehaviors) {
      expect(behavior).toMatchObject({
        CachePolicyId: cachingDisabled,
        OriginRequestPolicyId: allButHost,
        ViewerProtocolPolicy: 'redirect-to-https',
        FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: expect.stringContaining('tellviewer') }],
      });
      expect(behavior.AllowedMethods?.toSorted()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
      expect(originOf(behavior).DomainName).toMatch(/^AWS::ApiGatewayV2::Api:Api\.execute-api\.<Region>\.<URLSuffix>$/);
    }
  });

  it('is shown a proof that no template and no log has', () => {
    const [behavior] = config.CacheBehaviors;
    const { OriginCustomHeaders, CustomOriginConfig } = originOf(Behavior.parse(behavior));
    expect(OriginCustomHeaders).toEqual([{ HeaderName: originProofHeader, HeaderValue: '<OriginProof>' }]);
    expect(CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
    const Web = z.object({ Parameters: z.object({ OriginProof: z.record(z.string(), z.unknown()) }) });
    const { OriginProof } = Web.parse(readTemplates('dev')['hopper-dev-web']).Parameters;
    expect(OriginProof).toMatchObject({ NoEcho: true });
    expect(OriginProof).not.toHaveProperty('Default');
  });
});

describe('the firewall', () => {
  it('is only there when the stage has one, in us-east-1', () => {
    expect(stage.ofType('AWS::WAFv2::WebACL')).toEqual([]);
    expect(config).not.toHaveProperty('WebACLId');
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/hopper/1';
    const walled = synthesize('dev', { webAclArn, firewall: { requestsPerFiveMinutes: 500 } });
    expect(configOf(walled)).toMatchObject({ WebACLId: webAclArn });
    expect(walled.get('AWS::WAFv2::WebACL')).toMatchObject({
      stack: 'hopper-dev-firewall',
      properties: {
        Scope: 'CLOUDFRONT',
        DefaultAction: { Allow: {} },
        Rules: [
          {
            Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
            Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
          },
        ],
      },
    });
  });
});
