import { GraphError } from '../meta-oauth/graph-error.ts';
import type { Exchange } from '../platform.ts';

/** The parameters of a call, whether they came as query, form or JSON. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * Reads parameters from wherever they are; the body wins.
 * @throws GraphError 100 for a body that is neither a form nor JSON
 */
export async function readParameters(exchange: Exchange): Promise<Parameters> {
  const text = exchange.request.method === 'GET' ? '' : await exchange.text();
  const type = exchange.request.headers['content-type'] ?? '';
  return { ...Object.fromEntries(exchange.query), ...(text === '' ? {} : parseBody(text, type)) };
}

function parseBody(text: string, type: string): Parameters {
  if (!/^application\/json\b/i.test(type)) return Object.fromEntries(new URLSearchParams(text));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GraphError({ code: 100, message: 'The body is not JSON.' });
  }
  if (typeof value !== 'object' || value === null) throw new GraphError({ code: 100 });
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, typeof entry === 'string' ? entry : JSON.stringify(entry)]),
  );
}

/** `true`, `1` or `false`, `0`. @throws GraphError 100 */
export function readBoolean(parameters: Parameters, name: string, fallback: boolean): boolean {
  const value = parameters[name];
  if (value === undefined || value === '') return fallback;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw invalid(name, 'must be a boolean');
}

/** A JSON array of strings, or words between commas. @throws GraphError 100 */
export function readList(parameters: Parameters, name: string): string[] {
  const value = parameters[name] ?? '';
  if (!value.startsWith('[')) return value.split(',').filter((entry) => entry !== '');
  const parsed = parseJson(value);
  if (!Array.isArray(parsed)) throw invalid(name, 'must be an array');
  return parsed.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function invalid(name: string, problem: string): GraphError {
  return new GraphError({ code: 100, message: `Invalid parameter: ${name} ${problem}.` });
}
