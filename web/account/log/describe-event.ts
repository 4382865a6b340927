import {
  Download,
  HardDrive,
  HardDriveDownload,
  KeyRound,
  KeySquare,
  LogIn,
  LogOut,
  type LucideIcon,
  MailCheck,
  MailQuestionMark,
  Mails,
  MonitorX,
  Plug,
  ShieldAlert,
  ShieldQuestionMark,
  Trash2,
  Unplug,
  UserRoundPlus,
} from 'lucide-react';
import type { AuditKind } from '../../../shared/contract/audit-kind.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { describeAgent } from '../describe-agent.ts';
import type { LogEvent } from './log-query.ts';

const { log: texts } = accountTexts;

const icons: Readonly<Record<string, LucideIcon>> = {
  registered: UserRoundPlus,
  signed_in: LogIn,
  sign_in_failed: ShieldAlert,
  signed_out: LogOut,
  sessions_ended: MonitorX,
  password_changed: KeyRound,
  password_reset_asked: ShieldQuestionMark,
  password_reset: KeyRound,
  email_change_asked: MailQuestionMark,
  email_changed: Mails,
  email_verified: MailCheck,
  token_made: KeySquare,
  token_revoked: KeySquare,
  tokens_ended: KeySquare,
  connection_made: Plug,
  connection_removed: Unplug,
  drive_opened: HardDriveDownload,
  drive_closed: HardDrive,
  export_taken: Download,
  deletion_asked: Trash2,
} satisfies Record<AuditKind, LucideIcon>;
const names: Readonly<Record<string, string>> = texts.kinds satisfies Record<AuditKind, string>;
const warnings: ReadonlySet<string> = new Set<AuditKind>(['sign_in_failed', 'password_reset_asked', 'deletion_asked']);

/** A newer API may tell of kinds that this page has no picture for. */
export function iconOf(kind: string): LucideIcon {
  return icons[kind] ?? ShieldQuestionMark;
}

export function describeKind(kind: string): string {
  return names[kind] ?? kind.replaceAll('_', ' ');
}

/** What somebody else may have done. */
export function isWarning(kind: string): boolean {
  return warnings.has(kind);
}

/** Which one; of ended sessions how many, or which program. */
export function describeAbout({ what, about }: Pick<LogEvent, 'what' | 'about'>): string | undefined {
  if (about === null) return undefined;
  if (what === 'tokens_ended') return texts.endedTokens(Number(about));
  if (what !== 'sessions_ended') return about;
  return /^\d+$/.test(about) ? texts.ended(Number(about)) : describeAgent(about);
}
