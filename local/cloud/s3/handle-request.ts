import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigV4Credentials } from '../sigv4/sigv4-types.ts';
import { authorize } from './authorize.ts';
import { drainBody, RequestBody } from './body/request-body.ts';
import { actualCorsHeaders, answerPreflight } from './cors-answers.ts';
import { DropConnection, type Fault, type Faults, faultAfter, faultBefore } from './faults.ts';
import { requireBucket } from './operations/require.ts';
import { assertPermitted, type Permit, withMissingHidden } from './permit.ts';
import { findOperation, parseTarget, type S3Target } from './route-request.ts';
import type { S3Answer } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import type { S3State } from './s3-state.ts';
import { writeAnswer } from './write-answer.ts';
import { writeErrorXml } from './xml/write-xml.ts';

export type S3Service = {
  state: S3State;
  credentials: SigV4Credentials;
  /** Milliseconds since the epoch. */
  now: () => number;
  faults: Faults;
  permit: Permit;
  nextRequestId: () => string;
};

/** Answers one request, whatever it is. Never rejects. */
export async function handleRequest(
  service: S3Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = service.nextRequestId();
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', requestId);
  response.setHeader('server', 'AmazonS3');
  const { answer, fault } = await runToAnswer(service, request, response, requestId);
  try {
    const cut = fault?.dropConnection === 'after';
    if (!answer || (cut && !answer.file) || response.destroyed) {
      response.destroy();
      return;
    }
    if (!(await drainBody(request))) response.setHeader('connection', 'close');
    await writeAnswer(response, answer, { withoutBody: request.method === 'HEAD', cut });
  } catch {
    response.destroy(); // the client went away
  } finally {
    answer?.file?.release();
  }
}

/** `answer` is missing when the connection has to be cut. */
type Outcome = { answer?: S3Answer; fault?: Fault | undefined };

async function runToAnswer(
  service: S3Service,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<Outcome> {
  try {
    const target = parseTarget(request.url ?? '');
    const cors = service.state.buckets.find(target.bucket)?.cors;
    if (request.method === 'OPTIONS') return { answer: answerPreflight(request.headers, cors) };
    for (const [name, value] of Object.entries(actualCorsHeaders(request, cors))) response.setHeader(name, value);
    return await runOperation(service, request, response, target, requestId);
  } catch (error) {
    if (error instanceof DropConnection || request.errored || request.socket.destroyed) return {};
    return { answer: toErrorAnswer(error, request, requestId) };
  }
}

async function runOperation(
  service: S3Service,
  request: IncomingMessage,
  response: ServerResponse,
  target: S3Target,
  requestId: string,
): Promise<Outcome> {
  const { state, credentials } = service;
  const now = service.now();
  const auth = authorize(request, credentials, now);
  const operation = findOperation(request, target);
  const asked = { auth, operation: operation.name, target, headers: request.headers, now };
  assertPermitted(service.permit, asked);
  const fault = service.faults({ operation: operation.name, bucket: target.bucket, key: target.key });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await faultBefore(fault, gone.signal);
  if (target.bucket !== '' && operation.name !== 'CreateBucket') requireBucket({ state, bucket: target.bucket });
  const body = new RequestBody(request, response, auth);
  const sourceAddress = request.socket.remoteAddress ?? '';
  const { headers } = request;
  const { region } = credentials;
  const call = { ...target, state, auth, headers, body, requestId, sourceAddress, region, now };
  const answer = await withMissingHidden(service.permit, asked, () => operation.run(call));
  if (fault?.status !== undefined) answer.file?.release();
  faultAfter(fault);
  return { answer, fault };
}

function toErrorAnswer(error: unknown, request: IncomingMessage, requestId: string): S3Answer {
  if (!(error instanceof S3Error)) console.error('S3 server:', error);
  const known =
    error instanceof S3Error
      ? error
      : new S3Error('InternalError', 'We encountered an internal error. Please try again.');
  const resource = request.url?.split('?')[0] ?? '';
  const more = { Resource: resource, RequestId: requestId, HostId: requestId };
  const fields = { Code: known.code, Message: known.message, ...known.details, ...more };
  return { status: known.status, headers: known.headers, xml: writeErrorXml(fields) };
}
