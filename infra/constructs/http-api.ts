import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as GatewayApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type HttpRouteProps,
  HttpStage,
  type IHttpApi,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { allRoutes } from '../../shared/contract/contract.ts';
import type { Area } from '../../shared/contract/route.ts';
import { accept } from '../accepted-findings.ts';
import { resourceName, type Stage } from '../stages.ts';
import { buildLogGroup } from './build-log-group.ts';
import type { HopperFunction } from './hopper-function.ts';

interface HttpApiProps {
  readonly stage: Stage;
  /** Of an API without routes and stages, which are made here. */
  readonly apiId: string;
  readonly authorizer: HopperFunction;
  /** The function behind every area of the contract. */
  readonly areas: Readonly<Record<Area, HopperFunction>>;
}

/** One line per request. The path stays out where the route says enough: ids and one-use codes are nobody's news. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
});

/** The API: exactly the routes of the contract, and `$default`, where `system` answers everything else. */
export class HttpApi extends Construct {
  constructor(scope: Construct, id: string, { stage, apiId, authorizer, areas }: HttpApiProps) {
    super(scope, id);
    // Known by its id, or the CDK would put authorizer and integrations into the stack that it is in.
    const httpApi = GatewayApi.fromHttpApiAttributes(this, 'Api', { httpApiId: apiId });
    addStage(this, httpApi, stage);
    const recognise = buildAuthorizer(authorizer);
    const integrations = mapAreas(areas, (fn, area) => {
      fn.setEnvironment('APP_ORIGIN', stage.origin);
      fn.setEnvironment('ORIGIN_PROOF_HASHES', stage.originProofHashes);
      return new HttpLambdaIntegration(area, fn.lambda, { scopePermissionToRoute: false });
    });
    for (const { id, method, path, area, access } of allRoutes) {
      const routeKey = HttpRouteKey.with(path, HttpMethod[method]);
      if (access === 'public') this.#addPublic(id, { httpApi, routeKey, integration: integrations[area] });
      else
        new HttpRoute(this, `Route-${id}`, {
          httpApi,
          routeKey,
          integration: integrations[area],
          authorizer: recognise,
        });
    }
    this.#addPublic('default', { httpApi, routeKey: HttpRouteKey.DEFAULT, integration: integrations.system });
  }

  #addPublic(id: string, props: HttpRouteProps): void {
    const route = new HttpRoute(this, `Route-${id}`, { ...props, authorizer: new HttpNoneAuthorizer() });
    accept(route, 'public by contract');
  }
}

function mapAreas<T>(areas: HttpApiProps['areas'], map: (fn: HopperFunction, area: Area) => T): Record<Area, T> {
  return {
    system: map(areas.system, 'system'),
    auth: map(areas.auth, 'auth'),
    settings: map(areas.settings, 'settings'),
    videos: map(areas.videos, 'videos'),
    connections: map(areas.connections, 'connections'),
    session: map(areas.session, 'session'),
    drive: map(areas.drive, 'drive'),
    account: map(areas.account, 'account'),
  };
}

/** No cache, so that logout bites on the next request; without one no identity source is needed either. */
function buildAuthorizer(authorizer: HopperFunction): HttpLambdaAuthorizer {
  return new HttpLambdaAuthorizer('Authorizer', authorizer.lambda, {
    responseTypes: [HttpLambdaResponseType.SIMPLE],
    resultsCacheTtl: Duration.seconds(0),
    // Left out, it would be the Authorization header, and requests with a cookie would never get here.
    identitySource: [],
  });
}

function addStage(scope: Construct, httpApi: IHttpApi, stage: Stage): void {
  // Below /aws/vendedlogs/ the delivery service needs no resource policy, of which an account may have only ten.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
  const logGroup = buildLogGroup(scope, 'AccessLogs', { stage, name: `/aws/vendedlogs/${resourceName(stage, 'api')}` });
  new HttpStage(scope, 'Stage', {
    httpApi,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(accessLogFormat),
    },
  });
}
