import { CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { buildPageHeaders, httpsOnlySeconds } from '../edge/page-headers.ts';
import { resourceName, type Stage } from '../stages.ts';
import { videosOrigin } from './videos-bucket.ts';

/**
 * The page's headers, as CloudFront adds them. They replace nothing: S3 sends none of them, the API sends stricter ones of its
 * own, and what CloudFront or API Gateway answer by themselves gets these.
 */
export function addPageHeadersPolicy(scope: Construct, stage: Stage): CfnResponseHeadersPolicy {
  const headers = buildPageHeaders(videosOrigin(stage));
  const override = false;
  return new CfnResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyConfig: {
      name: resourceName(stage, 'page'),
      comment: 'Headers of the page',
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy: headers['content-security-policy'], override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: headers['x-frame-options'], override },
        referrerPolicy: { referrerPolicy: headers['referrer-policy'], override },
        strictTransportSecurity: { accessControlMaxAgeSec: httpsOnlySeconds, includeSubdomains: true, override },
      },
      customHeadersConfig: {
        items: (['cross-origin-opener-policy', 'permissions-policy'] as const).map((header) => ({
          header,
          value: headers[header],
          override,
        })),
      },
    },
  });
}
