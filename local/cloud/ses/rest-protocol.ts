import * as z from 'zod';
import { AwsError } from '../json-service/aws-error.ts';
import { parseJson } from '../json-service/json-protocol.ts';
import type { OperationTable } from '../json-service/operation.ts';
import type { Protocol } from '../json-service/start-http-service.ts';
import { badRequest } from './ses-error.ts';

/** Operation by method and path below `/v2/email`; a second segment is the name of a resource. */
const routes: Readonly<Record<string, string>> = {
  'POST /identities': 'CreateEmailIdentity',
  'GET /identities/{name}': 'GetEmailIdentity',
  'DELETE /identities/{name}': 'DeleteEmailIdentity',
  'POST /configuration-sets': 'CreateConfigurationSet',
  'POST /outbound-emails': 'SendEmail',
  'PUT /suppression/addresses': 'PutSuppressedDestination',
  'GET /suppression/addresses/{name}': 'GetSuppressedDestination',
  'DELETE /suppression/addresses/{name}': 'DeleteSuppressedDestination',
};

const root = '/v2/email';
/** A mail of SES may have 10 MiB by default; ours have a few kilobytes. */
const maxBodyBytes = 10 * 1_048_576;
const jsonObject = z.record(z.string(), z.unknown());

/** Two paths have one segment more: `/suppression/addresses`. */
function toRoute(path: string): { route: string; name: string | undefined } {
  const prefix = path.startsWith('/suppression/') ? '/suppression/addresses' : `/${path.split('/')[1] ?? ''}`;
  const rest = path.slice(prefix.length + 1);
  return rest === ''
    ? { route: prefix, name: undefined }
    : { route: `${prefix}/{name}`, name: decodeURIComponent(rest) };
}

/**
 * The REST protocol of version 2 of SES.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html
 */
export function restProtocol(operations: OperationTable): Protocol {
  return {
    contentType: 'application/json',
    maxBodyBytes,
    invalidInput: ({ message }) => badRequest(message),
    route(request, body) {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const { route, name } = toRoute(pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : '');
      const operationName = routes[`${request.method} ${route}`];
      const operation = operationName === undefined ? undefined : operations[operationName];
      if (operationName === undefined || !operation) {
        throw new AwsError('UnknownOperationException', 'This server has no such operation.', { status: 404 });
      }
      const input = {
        ...jsonObject.parse(body.length > 0 ? parseJson(body) : {}),
        ...(name !== undefined && { name }),
      };
      return { name: operationName, input, run: (call) => operation(input, call) };
    },
  };
}
