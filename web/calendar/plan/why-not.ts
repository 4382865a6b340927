import type { ConnectedAccount } from '../../data/api.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import type { PlannedVideo } from './plan-all.ts';

const { plan: texts } = calendarTexts;

/** Why a plan would be refused as a whole; undefined = it would not be. The API has the same limits, and the last word. */
export function whyNot(
  planned: readonly PlannedVideo[],
  accounts: readonly ConnectedAccount[],
  now: number,
): string | undefined {
  if (!accounts.some(({ enabled }) => enabled)) return texts.none;
  const last = planned.at(-1);
  if (!last) return texts.nothing;
  if (last.at === undefined) return undefined;
  if (last.at < now) return texts.past;
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 1);
  return last.at > limit.getTime() ? texts.tooFar : undefined;
}
