import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { getStage } from '../../infra/stages.ts';
import { allRoutes } from '../../shared/contract/contract.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');

const Route = z.object({
  RouteKey: z.string(),
  Target: z.string().transform((target) => target.replace(/^integrations\//, '')),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']),
  AuthorizerId: z.string().optional(),
});
const Integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string().transform((uri) => uri.replace(/^function:hopper-dev-|\.Arn$/g, '')),
  PayloadFormatVersion: z.literal('2.0'),
});

const integrations = new Map(
  stage.ofType('AWS::ApiGatewayV2::Integration').map(({ name, properties }) => [name, Integration.parse(properties)]),
);
const authorizer = stage.get('AWS::ApiGatewayV2::Authorizer');

/** `POST /api/videos → videos, authorizer` */
const deployed = stage.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => {
  const { RouteKey, Target, AuthorizationType, AuthorizerId } = Route.parse(properties);
  const guard =
    AuthorizationType === 'NONE' ? 'anyone' : AuthorizerId === authorizer.name ? 'authorizer' : AuthorizerId;
  return `${RouteKey} → ${integrations.get(Target)?.IntegrationUri}, ${guard}`;
});

describe('the HTTP API', () => {
  it('has exactly the routes of the contract, each at its area and with the right guard', () => {
    const declared = allRoutes.map(
      ({ method, path, area, access }) =>
        `${method} ${path} → ${area}, ${access === 'public' ? 'anyone' : 'authorizer'}`,
    );
    expect(declared.length).toBeGreaterThan(20);
    expect([...deployed].sort()).toEqual([...declared, '$default → system, anyone'].sort());
  });

  it('asks the authorizer before every request, whatever the request carries', () => {
    expect(authorizer.properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    });
    expect(authorizer.properties.AuthorizerUri).toContain('function:hopper-dev-authorizer.Arn');
  });

  it('may invoke every function behind it, and the authorizer on behalf of the authorizer alone', () => {
    const invokers = stage
      .ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map(({ properties: { FunctionName, Action, SourceArn } }) => {
        expect(Action).toBe('lambda:InvokeFunction');
        expect(SourceArn).toMatch(/^arn:<Partition>:execute-api:<Region>:<AccountId>:.*Api/);
        return [FunctionName, String(SourceArn).includes('/authorizers/')];
      });
    expect(Object.fromEntries(invokers)).toEqual({
      'function:hopper-dev-authorizer.Arn': true,
      'function:hopper-dev-system.Arn': false,
      'function:hopper-dev-auth.Arn': false,
      'function:hopper-dev-session.Arn': false,
      'function:hopper-dev-drive.Arn': false,
      'function:hopper-dev-account.Arn': false,
      'function:hopper-dev-settings.Arn': false,
      'function:hopper-dev-videos.Arn': false,
      'function:hopper-dev-connections.Arn': false,
    });
  });

  it('answers no preflight: the page comes from the same origin', () => {
    expect(stage.get('AWS::ApiGatewayV2::Api').properties).toEqual({ Name: 'hopper-dev', ProtocolType: 'HTTP' });
  });

  it('throttles as the stage says', () => {
    const { throttle } = getStage('dev');
    expect(stage.get('AWS::ApiGatewayV2::Stage').properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: {
        ThrottlingRateLimit: throttle.requestsPerSecond,
        ThrottlingBurstLimit: throttle.burst,
      },
    });
  });

  it('logs every request as JSON, without path, query or cookies, in which secrets could be', () => {
    const Settings = z.object({ AccessLogSettings: z.object({ DestinationArn: z.string(), Format: z.string() }) });
    const { DestinationArn, Format } = Settings.parse(
      stage.get('AWS::ApiGatewayV2::Stage').properties,
    ).AccessLogSettings;
    expect(DestinationArn).toContain('log-group:/aws/vendedlogs/hopper-dev-api');
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(Format).not.toMatch(/\$context\.(path|authorizer\.(?!error)|identity\.(?!sourceIp|userAgent))/);
  });
});
