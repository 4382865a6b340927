import * as z from 'zod';
import { faultsRequestSchema } from './faults/fault-rule.ts';
import { type Answer, emptyAnswer, jsonAnswer } from './http/answer.ts';
import type { Platform, PlatformContext, Route } from './platform.ts';

const advanceSchema = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(10 * 366 * 24 * 3600),
});

/** What a request to the simulation itself (not to a platform) looks like. */
export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: () => Promise<string>;
}

/**
 * `/ledger`, `/faults`, `/clock`, `/stats`: how tests and the console look at the platforms and move them.
 * @returns undefined when the path is none of these
 */
export async function answerControl(
  context: PlatformContext,
  platforms: readonly Platform[],
  { method, path, query, text }: ControlRequest,
): Promise<Answer | undefined> {
  const settle = () => {
    for (const platform of platforms) platform.settle(context.clock.nowMs());
  };
  switch (`${method} ${path}`) {
    case 'GET /health':
      return jsonAnswer(200, { ok: true });
    case 'GET /ledger':
      settle();
      return jsonAnswer(
        200,
        query.get('deleted') === 'true' ? context.ledger.listWithDeleted() : context.ledger.list(),
      );
    case 'GET /stats':
      return jsonAnswer(200, context.stats);
    case 'GET /clock':
      return jsonAnswer(200, context.clock);
    case 'POST /clock':
      return parseBody(await text(), advanceSchema, ({ advanceSeconds }) => {
        context.clock.advance(advanceSeconds);
        settle();
        return jsonAnswer(200, context.clock);
      });
    case 'GET /faults':
      return jsonAnswer(200, context.faults);
    case 'DELETE /faults':
      context.faults.clear();
      return emptyAnswer(204);
    case 'POST /faults':
      return parseBody(await text(), faultsRequestFor(platforms), (request) => {
        context.faults.set(request);
        return jsonAnswer(200, context.faults);
      });
    default:
      return undefined;
  }
}

/** Rules for platforms or operations that do not exist would silently never strike. */
function faultsRequestFor(platforms: readonly Platform[]) {
  return faultsRequestSchema.check(({ value, issues }) => {
    for (const [index, { platform, operation }] of value.rules.entries()) {
      const meant = platforms.filter(({ name }) => platform === '*' || platform === name);
      const known = meant.flatMap((candidate) => candidate.routes.flatMap(listOperations));
      const message =
        meant.length === 0
          ? `platform must be * or one of ${platforms.map(({ name }) => name).join(', ')}`
          : operation !== '*' && !known.includes(operation) && `operation must be * or one of ${known.join(', ')}`;
      if (message) issues.push({ code: 'custom', message, input: value, path: ['rules', index] });
    }
  });
}

function listOperations({ operation }: Route): readonly string[] {
  return typeof operation === 'string' ? [operation] : operation.names;
}

function parseBody<T>(text: string, schema: z.ZodType<T>, use: (value: T) => Answer): Answer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return jsonAnswer(400, { error: { code: 'invalid_json', message: 'The body is not JSON.' } });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return use(parsed.data);
  return jsonAnswer(400, { error: { code: 'invalid_request', message: z.prettifyError(parsed.error) } });
}
