import * as z from 'zod';
import { Registration } from '../shared/config/registration.ts';
import type { MailChoice } from './mail-sender.ts';

/** CloudFront takes certificates and firewalls of this region alone. */
const ofVirginia = (service: string, resource: string) =>
  new RegExp(`^arn:aws[\\w-]*:${service}:us-east-1:\\d{12}:${resource}/[\\w/-]+$`);

/**
 * What only the owner of a stage, or the deployment itself, can know, by the variable that says it. Empty means left out.
 * `docs/deploy.md` explains those that a person sets.
 */
const variables = {
  /** Scheme and host of the page. */
  APP_ORIGIN: z.string().optional(),
  /** Who mails come from, and the identity of SES that proves it. */
  MAIL_FROM: z.string().optional(),
  MAIL_IDENTITY: z.string().optional(),
  /** Certificate of the page's own domain. */
  CERTIFICATE_ARN: z
    .string()
    .regex(ofVirginia('acm', 'certificate'), 'is not a certificate of us-east-1, where CloudFront looks for it')
    .optional(),
  /** The firewall in front of the page; told by the deployment. */
  WEB_ACL_ARN: z.string().regex(ofVirginia('wafv2', 'global/webacl'), 'is not a web ACL of CloudFront').optional(),
  /** Who gets the alarms. */
  ALARM_EMAIL: z.email('is not an e-mail address').optional(),
  /** Who may make an account. */
  REGISTRATION: z
    .string()
    .refine(
      (value) => Registration.safeParse(value).success,
      'is open, first, closed, or domains and addresses with commas between',
    )
    .optional(),
  /** Hashes of what CloudFront shows to the API to prove itself; told by the deployment. */
  ORIGIN_PROOF_HASHES: z.string().optional(),
};

export interface StageSettings {
  readonly origin?: string | undefined;
  readonly mail?: MailChoice;
  readonly certificateArn?: string | undefined;
  readonly webAclArn?: string | undefined;
  readonly originProofHashes?: string | undefined;
  readonly registration?: string | undefined;
  readonly alarmEmail?: string | undefined;
}

/**
 * @param environment variables, of which empty ones count as not set
 * @throws Error with one clear line for the first variable that makes no sense
 */
export function readStageSettings(environment: NodeJS.Dict<string>): StageSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { data, error } = z.object(variables).safeParse(given);
  if (!data) throw new Error(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`)[0]);
  return {
    origin: data.APP_ORIGIN,
    mail: { from: data.MAIL_FROM, identity: data.MAIL_IDENTITY },
    certificateArn: data.CERTIFICATE_ARN,
    webAclArn: data.WEB_ACL_ARN,
    originProofHashes: data.ORIGIN_PROOF_HASHES,
    registration: data.REGISTRATION,
    alarmEmail: data.ALARM_EMAIL,
  };
}
