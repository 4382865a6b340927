import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';
import { type Deployment, httpApiOf } from './deployment.ts';

const ApiProperties = z.object({
  ProtocolType: z.literal('HTTP', 'only HTTP APIs exist in the local cloud'),
  CorsConfiguration: z.never('CORS of an HTTP API does not exist in the local cloud').optional(),
});
const IntegrationProperties = z.object({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY', 'only Lambda proxy integrations exist in the local cloud'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 exists in the local cloud'),
  // 30 s is the most that an HTTP API waits.
  TimeoutInMillis: z.coerce.number().int().min(50).max(30_000).default(30_000),
});
const AuthorizerProperties = z.object({
  ApiId: z.string(),
  AuthorizerType: z.literal('REQUEST', 'only Lambda authorizers exist in the local cloud'),
  AuthorizerUri: z.string(),
  AuthorizerPayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 exists in the local cloud'),
  EnableSimpleResponses: z.literal(true, 'only simple responses of authorizers exist in the local cloud'),
  AuthorizerResultTtlInSeconds: z.coerce.number().default(0),
  IdentitySource: z.array(z.string()).default([]),
});
const RouteProperties = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizerId: z.string().optional(),
});
const StageProperties = z.object({
  ApiId: z.string(),
  StageName: z.literal('$default', 'only the stage $default exists in the local cloud'),
  DefaultRouteSettings: z
    .object({ ThrottlingRateLimit: z.coerce.number().optional(), ThrottlingBurstLimit: z.coerce.number().optional() })
    .optional(),
});

/** Ids look like those of API Gateway and stay the same from start to start. */
function toId({ generatedName }: { generatedName: string }): string {
  return BigInt(`0x${createHash('sha256').update(generatedName).digest('hex')}`)
    .toString(36)
    .slice(0, 10);
}

/** `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations`, or the ARN itself. */
function toFunctionArn(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

/** The `AWS::ApiGatewayV2::…` types that make up an HTTP API. */
export function httpApiTypes(deployment: Deployment): [string, ResourceType][] {
  return [
    [
      'AWS::ApiGatewayV2::Api',
      async (request) => {
        await request.read(ApiProperties);
        const { apiId } = httpApiOf(deployment, toId(request));
        return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: `https://${apiId}.execute-api.localhost` } };
      },
    ],
    [
      'AWS::ApiGatewayV2::Integration',
      async (request) => {
        const { ApiId, IntegrationUri, TimeoutInMillis: timeoutMs } = await request.read(IntegrationProperties);
        const id = toId(request);
        httpApiOf(deployment, ApiId).integrations[id] = { functionArn: toFunctionArn(IntegrationUri), timeoutMs };
        return { ref: id };
      },
    ],
    [
      'AWS::ApiGatewayV2::Authorizer',
      async (request) => {
        const properties = await request.read(AuthorizerProperties);
        const { ApiId, AuthorizerUri, IdentitySource: identitySource } = properties;
        if (properties.AuthorizerResultTtlInSeconds > 0) throw new Error('the local cloud keeps no authorizer results');
        const id = toId(request);
        httpApiOf(deployment, ApiId).authorizers[id] = { functionArn: toFunctionArn(AuthorizerUri), identitySource };
        return { ref: id, attributes: { AuthorizerId: id } };
      },
    ],
    [
      'AWS::ApiGatewayV2::Route',
      async (request) => {
        const { ApiId, RouteKey: routeKey, Target, AuthorizerId: authorizerId } = await request.read(RouteProperties);
        const integrationId = Target.slice('integrations/'.length);
        httpApiOf(deployment, ApiId).routes.push({ routeKey, integrationId, authorizerId });
        return { ref: toId(request) };
      },
    ],
    [
      'AWS::ApiGatewayV2::Stage',
      async (request) => {
        const { ApiId, StageName, DefaultRouteSettings: settings } = await request.read(StageProperties);
        const [rate, burst] = [settings?.ThrottlingRateLimit, settings?.ThrottlingBurstLimit];
        if (rate !== undefined && burst !== undefined) httpApiOf(deployment, ApiId).throttle = { rate, burst };
        return { ref: StageName };
      },
    ],
  ];
}
