import { localAccount } from '../json-service/local-account.ts';
import { type ConditionContext, matchConditions } from './match-condition.ts';
import { matchText } from './match-text.ts';
import type { Need } from './need.ts';
import type { Statement } from './policy-document.ts';

/** Who calls: whoever owns the account, a role, or a service of AWS. */
export type Principal =
  | { readonly kind: 'root' }
  | { readonly kind: 'role'; readonly arn: string; readonly statements: readonly Statement[] }
  | { readonly kind: 'service'; readonly name: string };

export interface Decision {
  readonly isAllowed: boolean;
  /** The resource as the statement of the role writes it that has granted the right. */
  readonly because?: string;
}

/**
 * Resources whose own policy must grant too, beside the role's.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
const selfGuarded = /^arn:aws:kms:/;

/**
 * Whether somebody may do something. A "never" anywhere decides; else the role or the resource's policy must grant it, of
 * a key both. The account's owner needs no grant.
 *
 * @param ofResource statements of the resource's own policy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(principal: Principal, need: Need, ofResource: readonly Statement[]): Decision {
  const context: ConditionContext = {
    // Nothing leaves this machine: a loopback connection stands for TLS.
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
    'aws:PrincipalAccount': localAccount,
    ...(principal.kind === 'role' && { 'aws:PrincipalArn': principal.arn }),
    ...need.context,
  };
  const applies = (statement: Statement) => covers(statement, need) && matchConditions(statement.Condition, context);
  const own = principal.kind === 'role' ? principal.statements.filter(applies) : [];
  const guards = ofResource.filter((statement) => addresses(statement, principal)).filter(applies);
  const denial = [...own, ...guards].find(({ Effect }) => Effect === 'Deny');
  if (denial) return { isAllowed: false };
  if (principal.kind === 'root') return { isAllowed: true };
  const [grant] = own;
  const isGranted = grant !== undefined;
  const isAllowed = selfGuarded.test(need.resource)
    ? isGranted && guards.length > 0
    : isGranted || guards.some((statement) => !isForAccount(statement));
  return { isAllowed, ...(grant && { because: namedBy(grant, need) }) };
}

function covers({ Action, Resource }: Statement, { action, resource }: Need): boolean {
  return (
    Action.some((pattern) => matchText(pattern, action, 'i')) &&
    Resource.some((pattern) => matchText(pattern, resource))
  );
}

function namedBy({ Resource }: Statement, { resource }: Need): string {
  return Resource.find((pattern) => matchText(pattern, resource)) ?? '';
}

function addresses({ Principal = {} }: Statement, principal: Principal): boolean {
  const names = Principal.AWS ?? [];
  if (names.includes('*')) return true;
  if (principal.kind === 'service') return Principal.Service?.includes(principal.name) ?? false;
  return names.some((name) => name.endsWith(':root')) || (principal.kind === 'role' && names.includes(principal.arn));
}

/** "The account" in a resource's policy lets the roles of the account decide, and grants nothing by itself. */
function isForAccount({ Principal = {} }: Statement): boolean {
  return Principal.AWS?.every((name) => name.endsWith(':root')) ?? false;
}
