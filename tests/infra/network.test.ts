import { describe, expect, it } from '@jest/globals';
import { readFunctions } from './support/functions.ts';
import { readStatements } from './support/statements.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');
const functionsGroup = 'security-group:NetworkFunctions';
const cacheGroup = 'security-group:SessionsDoor';

describe('the private network', () => {
  it('has two subnets in two zones and no way to the internet', () => {
    const subnets = stage.ofType('AWS::EC2::Subnet').map(({ properties }) => properties);
    expect(subnets.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual(['<zones>[0]', '<zones>[1]']);
    expect(subnets.map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual([false, false]);
    for (const type of ['NatGateway', 'InternetGateway', 'EgressOnlyInternetGateway', 'Route', 'EIP']) {
      expect(stage.ofType(`AWS::EC2::${type}`)).toEqual([]);
    }
  });

  it('reaches DynamoDB through a gateway, and there this table only', () => {
    const { properties } = stage.get('AWS::EC2::VPCEndpoint');
    expect(properties).toMatchObject({
      VpcEndpointType: 'Gateway',
      ServiceName: 'com.amazonaws.<Region>.dynamodb',
    });
    expect(properties.RouteTableIds).toHaveLength(2);
    const statements = readStatements(properties.PolicyDocument);
    expect(statements.map(({ Resource }) => Resource)).toEqual([['table:hopper-dev']]);
  });

  it('lets every table action through that its functions have', () => {
    const [door] = readStatements(stage.get('AWS::EC2::VPCEndpoint').properties.PolicyDocument);
    const inside = readFunctions(stage).filter(({ VpcConfig }) => VpcConfig);
    const needed = inside.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action));
    const tableActions = needed.filter((action) => action.startsWith('dynamodb:'));
    expect(tableActions.length).toBeGreaterThan(0);
    expect(door?.Action).toEqual(expect.arrayContaining(tableActions));
  });

  it('lets functions out to the cache and to HTTPS, and the cache nowhere', () => {
    const rules = stage
      .ofType('AWS::EC2::SecurityGroup')
      .map(({ name, properties }) => [
        name,
        { in: properties.SecurityGroupIngress, out: properties.SecurityGroupEgress },
      ]);
    expect(Object.fromEntries(rules)).toEqual({
      [functionsGroup]: {
        out: [
          { CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Description: 'Functions to DynamoDB' },
        ],
      },
      // CloudFormation allows everything where no rule is given, so the CDK gives one that matches nothing.
      [cacheGroup]: {
        out: [
          {
            CidrIp: '255.255.255.255/32',
            IpProtocol: 'icmp',
            FromPort: 252,
            ToPort: 86,
            Description: 'Disallow all traffic',
          },
        ],
      },
    });
    const port = { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6380, Description: 'Functions to the session cache' };
    expect(stage.ofType('AWS::EC2::SecurityGroupIngress').map(({ properties }) => properties)).toEqual([
      { ...port, GroupId: `${cacheGroup}.GroupId`, SourceSecurityGroupId: `${functionsGroup}.GroupId` },
    ]);
    expect(stage.ofType('AWS::EC2::SecurityGroupEgress').map(({ properties }) => properties)).toEqual([
      { ...port, GroupId: `${functionsGroup}.GroupId`, DestinationSecurityGroupId: `${cacheGroup}.GroupId` },
    ]);
  });

  it('places its functions in both subnets and in their group', () => {
    const placed = readFunctions(stage).flatMap(({ VpcConfig }) => VpcConfig ?? []);
    const subnets = stage.ofType('AWS::EC2::Subnet').map(({ name }) => name);
    const place = expect.objectContaining({ SecurityGroupIds: [`${functionsGroup}.GroupId`], SubnetIds: subnets });
    // authorizer, auth and session: whoever needs the cache.
    expect(placed).toEqual([place, place, place]);
  });
});

describe('the session cache', () => {
  it('is Valkey inside the private network, entered by one user with IAM', () => {
    expect(stage.get('AWS::ElastiCache::ServerlessCache').properties).toMatchObject({
      ServerlessCacheName: 'hopper-dev',
      Engine: 'valkey',
      UserGroupId: 'cache-user-group:hopper-dev',
      SecurityGroupIds: [`${cacheGroup}.GroupId`],
      SubnetIds: stage.ofType('AWS::EC2::Subnet').map(({ name }) => name),
    });
    expect(stage.get('AWS::ElastiCache::UserGroup').properties).toMatchObject({
      Engine: 'valkey',
      UserIds: ['cache-user:hopper-dev-sessions'],
    });
    const { properties: user } = stage.get('AWS::ElastiCache::User');
    expect(user).toMatchObject({ Engine: 'valkey', AuthenticationMode: { Type: 'iam' } });
    expect(user.UserId).toBe(user.UserName);
    expect(user).not.toHaveProperty('Passwords');
  });

  it('keeps dangerous commands from its user', () => {
    expect(stage.get('AWS::ElastiCache::User').properties.AccessString).toMatch(/^on .*-@admin -@dangerous/);
  });

  it('has a ceiling, which caps the bill', () => {
    expect(synthesize('prod').get('AWS::ElastiCache::ServerlessCache').properties.CacheUsageLimits).toEqual({
      DataStorage: { Maximum: 2, Unit: 'GB' },
      ECPUPerSecond: { Maximum: 5000 },
    });
  });
});
