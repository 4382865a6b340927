import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { findFault } from '../../faults/fault-rule.ts';
import type { PlatformContext } from '../../platform.ts';
import { createDocumentTable } from '../../storage/document-table.ts';
import type { TiktokApp } from '../tiktok-apps.ts';
import type { WebhookEvent } from './task-events.ts';

const keptForMs = 72 * 3600 * 1000;
const firstRetryMs = 60_000;

const deliverySchema = z.object({
  id: z.string(),
  clientKey: z.string(),
  body: z.string(),
  createdAtMs: z.number(),
  tries: z.number(),
  dueAtMs: z.number(),
});
type Delivery = z.infer<typeof deliverySchema>;

/** What TikTok tells an app by itself: at least once, in no order, for 72 hours. */
export interface Webhooks {
  /** Puts an event on its way, if the app has an address for it. */
  tell(app: TiktokApp | undefined, openId: string, event: WebhookEvent, nowMs: number): void;
  /** Sends what is due. */
  settle(nowMs: number): void;
}

/** @see https://developers.tiktok.com/doc/webhooks-overview */
export function openWebhooks(
  { database, faults, stats }: PlatformContext,
  findApp: (clientKey: string) => TiktokApp | undefined,
): Webhooks {
  const table = createDocumentTable<Delivery>(database, {
    name: 'tiktok_webhooks',
    schema: deliverySchema,
    file: ({ id, clientKey, dueAtMs }) => ({ id, owner: clientKey, dueAtMs }),
  });
  const underWay = new Set<string>();

  async function send(app: TiktokApp, delivery: Delivery, nowMs: number): Promise<void> {
    const how = findFault(faults.take('tiktok', 'webhook'), 'webhook')?.how;
    if (how === 'never') return table.remove(delivery.id);
    const isRefused = !(await post(app, delivery.body, how, nowMs));
    if (how === 'twice') await post(app, delivery.body, how, nowMs);
    if (!database.isOpen) return;
    stats.add('tiktok', `webhooks.${isRefused ? 'refused' : 'delivered'}`);
    const dueAtMs = nowMs + firstRetryMs * 2 ** delivery.tries;
    const isOver = !isRefused || dueAtMs > delivery.createdAtMs + keptForMs;
    if (isOver) table.remove(delivery.id);
    else table.put({ ...delivery, tries: delivery.tries + 1, dueAtMs });
  }

  return {
    tell: (app, openId, { event, content }, nowMs) => {
      if (!app?.webhookUrl) return;
      const late = findFault(faults.take('tiktok', 'webhook.late'), 'delay');
      const create_time = Math.floor(nowMs / 1000);
      const body = JSON.stringify({ client_key: app.clientKey, event, create_time, user_openid: openId, content });
      const dueAtMs = nowMs + (late?.ms ?? 0);
      table.put({ id: randomUUID(), clientKey: app.clientKey, body, createdAtMs: nowMs, tries: 0, dueAtMs });
    },
    settle: (nowMs) => {
      for (const delivery of table.listDue(nowMs)) {
        const app = findApp(delivery.clientKey);
        if (!app || underWay.has(delivery.id)) continue;
        underWay.add(delivery.id);
        void send(app, delivery, nowMs).finally(() => underWay.delete(delivery.id));
      }
    },
  };
}

/** @returns whether it was taken */
async function post(app: TiktokApp, body: string, how: string | undefined, nowMs: number): Promise<boolean> {
  const time = Math.floor(nowMs / 1000) - (how === 'old' ? 3600 : 0);
  const secret = how === 'forged' ? 'another secret' : app.clientSecret;
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'tiktok-signature': `t=${time},s=${signature}` };
  const answer = await fetch(app.webhookUrl ?? '', { method: 'POST', headers, body }).catch(() => undefined);
  return answer?.status === 200;
}
