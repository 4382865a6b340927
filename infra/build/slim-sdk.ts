import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Makes the AWS SDK and zod small enough for fast cold starts, without changing what they do in a Lambda:
 *
 * - ES module builds instead of CommonJS ones, so that unused commands fall away;
 * - credentials from the environment only, where Lambda puts them: no SSO, no profiles, no metadata service;
 * - the clients' tables of shapes are marked free of side effects, so that those of unused commands fall away;
 * - hash functions in JavaScript (Node has its own), event streams, CBOR and JSON Schema export are left out.
 */
export const slimSdk: Plugin = {
  name: 'slim-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'environment-credentials',
      namespace: 'slim-sdk',
    }));
    // DynamoDB's client makes one and would only use it with endpoint discovery, which Hopper never turns on.
    build.onLoad({ filter: /endpoint-cache\/dist-es\/EndpointCache\.js$/ }, () => ({
      contents: 'export class EndpointCache {}',
    }));
    build.onLoad({ filter: /.*/, namespace: 'slim-sdk' }, () => ({ contents: environmentCredentials }));
    build.onResolve({ filter: /^@(aws-sdk|smithy)\/[^/]+$/ }, async ({ path, pluginData, ...where }) => {
      if (pluginData === resolving) return undefined;
      const found = await build.resolve(path, { ...where, pluginData: resolving });
      const esModule = found.path.replace('/dist-cjs/', '/dist-es/');
      return existsSync(esModule) ? { path: esModule, sideEffects: false } : found;
    });
    build.onLoad({ filter: /client-[\w-]+\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => ({
      contents: markShapesPure(await readFile(path, 'utf8')),
    }));
    build.onLoad({ filter: /client-[\w-]+\/package\.json$/ }, async ({ path }) => ({
      contents: keepVersion(await readFile(path, 'utf8')),
      loader: 'json',
    }));
    build.onLoad({ filter: unusedModules }, async ({ path }) => ({ contents: leaveOut(await readFile(path, 'utf8')) }));
  },
};

const resolving = Symbol('resolving');

const environmentCredentials = `
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});`;

const unusedModules =
  /(Sha(1|256|512)Js|Md5Js)\.js$|smithy\/core\/dist-es\/submodules\/(event-streams|cbor)\/index\.js$|zod\/v4\/core\/(to-json-schema|json-schema-processors|json-schema-generator)\.js$/;

/** An array with computed keys counts as a side effect; inside a pure call it does not. */
function markShapesPure(source: string): string {
  const shape = /^(export )?var ([\w$]+) = (\[[\s\S]*?\]);$/gm;
  return source.replace(shape, '$1var $2 = /* @__PURE__ */ (() => $3)();');
}

/** A client reads nothing but its version from its package file. */
function keepVersion(source: string): string {
  return `{ "version": ${JSON.stringify(/"version": "([^"]+)"/.exec(source)?.[1])} }`;
}

/** The same exports, each of which says what is missing should it ever be called. */
function leaveOut(source: string): string {
  const declared = [...source.matchAll(/^export (?:const|function|class|var) (\w+)/gm)].map(([, name]) => name);
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((item) => item.trim().split(' as ').at(-1)),
  );
  const names = [...declared, ...listed].flatMap((name) => name || []);
  const exported = names.map((name) => `${passThrough.has(name) ? 'pass' : 'gone'} as ${name}`);
  return `${stubs} export { ${exported.join(', ')} };`;
}

/** S3's client calls it when it is made, long before anything could be streamed. */
const passThrough = new Set(['resolveEventStreamSerdeConfig']);

const stubs = `
const pass = (config) => config;
function gone() { throw new Error('This part of the SDK is not in the bundle.'); }`;
