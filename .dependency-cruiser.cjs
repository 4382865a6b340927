/** The arrows of docs/architecture.md: functions → domain ← adapters; the page sees the contract and nothing else. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(cli|infra|functions|shared|local|web|tests)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle hides who depends on whom.',
      from: {},
      to: { circular: true },
    },
    only('contract-is-alone', '^shared/contract/', '^shared/contract/', 'The page imports it: zod only.'),
    only(
      'domain-is-pure',
      '^shared/domain/',
      '^shared/(domain|contract)/',
      'The domain knows neither AWS, nor HTTP, nor a platform.',
    ),
    {
      name: 'domain-imports-no-sdk',
      severity: 'error',
      comment: 'SDKs live in adapters.',
      from: { path: '^shared/(domain|contract|http|worker)/' },
      to: { path: 'node_modules/(@aws-sdk|@googleapis|ioredis|undici)' },
    },
    only(
      'adapters',
      '^shared/adapters/',
      '^shared/(adapters|domain|contract|config)/',
      'An adapter serves a port of the domain.',
    ),
    only(
      'platforms',
      '^shared/platforms/',
      '^shared/(platforms|domain|contract|config)/',
      'A platform is one folder behind the Publisher port.',
    ),
    {
      name: 'platforms-are-apart',
      severity: 'error',
      comment: 'No platform knows another.',
      from: { path: '^shared/platforms/([^/]+)/' },
      to: { path: '^shared/platforms/([^/]+)/', pathNot: '^shared/platforms/($1|google)/' },
    },
    {
      name: 'functions-are-apart',
      severity: 'error',
      comment: 'A function is a privilege boundary.',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/([^/]+)/', pathNot: '^functions/$1/' },
    },
    only('functions', '^functions/', '^(functions|shared)/', 'Product code knows nothing of infra, local or tests.'),
    only('shared-is-product', '^shared/', '^shared/', 'Product code knows nothing of infra, local or tests.'),
    only('page', '^web/', '^(web|shared/contract)/', 'The page sees the contract and nothing else.'),
    only(
      'command-line',
      '^cli/',
      '^(cli|shared/contract|local/require-node-24)',
      'The command line is a client of the API.',
    ),
    only('simulators', '^local/platforms/', '^local/platforms/', 'A simulator never knows its client.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
