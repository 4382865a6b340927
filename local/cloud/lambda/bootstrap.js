// The Lambda runtime: loads the handler named by _HANDLER and serves events from the Runtime API until it is ended.
// Plain JavaScript with nothing imported but Node's own, so that a cold start costs no more than Node itself.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeClient } from './runtime-client.js';

// When the Runtime API is gone, this environment has no reason to live.
const api = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API ?? '', () => process.exit(1));

function describe(error) {
  const isError = error instanceof Error;
  return JSON.stringify({
    errorType: isError ? error.name : typeof error,
    errorMessage: isError ? error.message : String(error),
    trace: isError ? String(error.stack).split('\n') : [],
  });
}

async function loadHandler() {
  const name = process.env._HANDLER ?? '';
  const dot = name.lastIndexOf('.');
  const base = join(process.env.LAMBDA_TASK_ROOT ?? '', name.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (!file) throw named('Runtime.ImportModuleError', `Cannot find module '${name.slice(0, dot)}'`);
  const loaded = await import(pathToFileURL(file).href);
  const handler = loaded[name.slice(dot + 1)] ?? loaded.default?.[name.slice(dot + 1)];
  if (typeof handler === 'function') return handler;
  throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function buildContext(headers) {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

// Compiled code of the last environment of this function: a cold start costs a third less.
if (process.argv[2]) enableCompileCache(process.argv[2]);

let current;

/** Like the real runtime: the invocation fails with the error and the environment ends. */
async function dieOf(error) {
  console.error(error);
  if (current !== undefined) await api.fail(`/invocation/${current}/error`, describe(error));
  process.exit(129);
}

/** Runs the handler; resolves with what to report, never rejects. */
async function run(handler, { headers, body }) {
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  try {
    return ['response', JSON.stringify(await handler(JSON.parse(body), buildContext(headers))) ?? 'null'];
  } catch (error) {
    console.error(error);
    return ['error', describe(error)];
  }
}

/**
 * Like the real runtime: once nothing is left that could go on, the invocation ends with null, whatever its handler waits
 * for. A handler that waits with a timer that does not keep the process alive is such a case.
 */
function watchForIdleness() {
  let stop;
  const idle = new Promise((resolve) => {
    const answerNull = () => resolve(['response', 'null']);
    process.once('beforeExit', answerNull);
    stop = () => process.off('beforeExit', answerNull);
  });
  return { idle, stop };
}

async function serve(handler) {
  let event = await api.next();
  for (let events = 0; ; events += 1) {
    const requestId = event.headers['lambda-runtime-aws-request-id'];
    current = requestId;
    const { idle, stop } = watchForIdleness();
    const [kind, body] = await Promise.race([run(handler, event), idle]);
    stop();
    current = undefined;
    const next = api.finish(requestId, kind, body);
    // After the first result, where it keeps nobody waiting; nothing is written that is there already.
    if (events === 0) setImmediate(flushCompileCache);
    event = await next;
  }
}

// The host holds the other end of this pipe: when the host is gone, however it went, this process goes too.
process.stdin
  .on('close', () => process.exit(1))
  .resume()
  .unref();
process.on('uncaughtException', dieOf);

try {
  await serve(await loadHandler());
} catch (error) {
  console.error(error);
  await api.fail('/init/error', describe(error));
  process.exit(1);
}
