import * as z from 'zod';
import { type DriveScope, driveScopes } from './drive-scopes.ts';
import { DriveSessionKind } from './drive-session.ts';

/** What can be asked for, how it is called in addresses, and why it takes the scope that it takes. */
interface ConsentOption {
  readonly consent: 'source' | 'destination' | 'google';
  readonly kind: DriveSessionKind;
  readonly deleteSource: boolean;
  readonly scope: DriveScope;
  readonly why: string;
}

const change =
  'Google has no narrower right that reaches files and folders which Hopper has not made itself. Hopper never destroys a file.';

/** The least that each sort of session can do with. */
export const consentOptions: readonly ConsentOption[] = [
  {
    consent: 'source',
    kind: 'source',
    deleteSource: false,
    scope: driveScopes.readonly,
    why: 'See your files and download them. Hopper can change nothing.',
  },
  {
    consent: 'source',
    kind: 'source',
    deleteSource: true,
    scope: driveScopes.full,
    why: `See your files, download them, and lay them in the trash once their copies are verified. ${change}`,
  },
  {
    consent: 'destination',
    kind: 'destination',
    deleteSource: false,
    scope: driveScopes.full,
    why: `See your folders, so that you can choose one, and create folders and files in it. ${change}`,
  },
  {
    consent: 'google',
    kind: 'general',
    deleteSource: false,
    scope: driveScopes.readonly,
    why: 'See your files and download them, to look around or as the source of a transfer. Hopper can change nothing.',
  },
  {
    consent: 'google',
    kind: 'general',
    deleteSource: true,
    scope: driveScopes.full,
    why: `Serve as the source and as the destination of transfers, and lay files in the trash once their copies are verified. ${change}`,
  },
];

/** A destination is written to anyway: for it `deleteSource` makes no difference. */
export function findConsentOption(consent: ConsentOption['consent'], deleteSource: boolean): ConsentOption {
  const options = consentOptions.filter((option) => option.consent === consent);
  const found = options.find((option) => option.deleteSource === deleteSource) ?? options[0];
  if (!found) throw new Error(`No consent is called ${consent}.`);
  return found;
}

/** Who is under way to open a Drive, in which browser session. Times in epoch ms. */
const Traveller = {
  kind: DriveSessionKind,
  userId: z.string(),
  /** The session that started it: the answer is taken from this browser only. */
  sessionId: z.string(),
  validUntil: z.number(),
};

/** A consent that is under way. */
export const DriveConsent = z.object({ ...Traveller, scope: z.enum(driveScopes) });
export type DriveConsent = z.infer<typeof DriveConsent>;

/** A consent that is done: the account is stored, and its session is to begin where the cache is. */
export const HandOver = z.object({ ...Traveller, connectionId: z.string(), email: z.string() });
export type HandOver = z.infer<typeof HandOver>;

/** A browser needs a moment from one address to the next. */
export const handOverMilliseconds = 60_000;
