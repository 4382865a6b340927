import * as z from 'zod';
import type { FaultSet } from '../faults/fault-rule.ts';
import type { FunctionProcess } from '../lambda/lambda-service.ts';
import type { StoredMail } from '../ses/stored-mail.ts';

/** A row of the simulated platforms' ledger, as far as the console page shows it. */
export const LedgerRow = z.looseObject({
  platform: z.string(),
  account: z.string(),
  kind: z.string(),
  remoteId: z.string(),
  title: z.string().nullable(),
  privacy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  bytes: z.number().nullable(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** Where the console gets from what it shows. */
export interface ConsoleSources {
  /** Address of the simulated platforms' own control routes. */
  readonly simulatorUrl: string;
  /** Everything a client of the local services needs to know. */
  readonly endpoints: object;
  /** Page on which a visitor of the simulated platform would see a thing. */
  buildWatchUrl(row: Pick<LedgerRow, 'platform' | 'remoteId'>): string | undefined;
  /** Page with everything at a simulated platform. */
  buildHomeUrl(platform: string): string | undefined;
  listFunctions(): FunctionProcess[];
  /** Mails that were sent, the newest first. @param to only those to this address */
  listMails(to?: string): Promise<StoredMail[]>;
  /** Calls to AWS by function and action, with units of DynamoDB where HOPPER_METER=1. */
  listUsage(): Promise<unknown>;
  resetUsage(): Promise<unknown>;
  getAwsFaults(): Promise<unknown>;
  setAwsFaults(faults: FaultSet): Promise<unknown>;
}
