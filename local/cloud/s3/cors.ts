import { S3Error } from './s3-error.ts';
import { childrenNamed, textOf, textsOf, type XmlElement } from './xml/parse-xml.ts';

export type CorsRule = {
  origins: string[];
  methods: string[];
  headers: string[];
  expose: string[];
  maxAgeSeconds: string | undefined;
};

const allowedMethods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']);

/**
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export function parseCorsRules(root: XmlElement): CorsRule[] {
  const rules = childrenNamed(root, 'CORSRule');
  if (root.name !== 'CORSConfiguration' || rules.length === 0 || rules.length > 100) {
    throw new S3Error('MalformedXML', 'A CORSConfiguration has 1 to 100 CORSRule elements.');
  }
  return rules.map(parseRule);
}

function parseRule(element: XmlElement): CorsRule {
  const rule = {
    origins: textsOf(element, 'AllowedOrigin'),
    methods: textsOf(element, 'AllowedMethod'),
    headers: textsOf(element, 'AllowedHeader').map((header) => header.toLowerCase()),
    expose: textsOf(element, 'ExposeHeader'),
    maxAgeSeconds: textOf(element, 'MaxAgeSeconds')?.trim(),
  };
  if (rule.origins.length === 0 || rule.methods.length === 0) {
    throw new S3Error('MalformedXML', 'A CORSRule needs an AllowedOrigin and an AllowedMethod.');
  }
  for (const method of rule.methods) {
    if (!allowedMethods.has(method)) {
      const message = `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`;
      throw new S3Error('InvalidRequest', message);
    }
  }
  for (const header of rule.expose) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(header))
      throw new S3Error('InvalidRequest', `ExposeHeader "${header}" is not valid.`);
  }
  if (rule.maxAgeSeconds && !/^\d{1,9}$/.test(rule.maxAgeSeconds)) {
    throw new S3Error('MalformedXML', 'MaxAgeSeconds is a number.');
  }
  for (const pattern of [...rule.origins, ...rule.headers]) {
    if (pattern.split('*').length > 2) {
      throw new S3Error('InvalidRequest', `"${pattern}" can not have more than one wildcard.`);
    }
  }
  return rule;
}

export type CorsQuestion = { origin: string; method: string; headers: string[] };

/** The headers that allow a cross-origin request, or undefined when no rule does. */
export function corsHeaders(rules: CorsRule[], question: CorsQuestion): Record<string, string> | undefined {
  const rule = rules.find((candidate) => ruleAllows(candidate, question));
  if (!rule) return undefined;
  const anyOrigin = rule.origins.includes('*');
  return {
    'access-control-allow-origin': anyOrigin ? '*' : question.origin,
    ...(!anyOrigin && { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': rule.methods.join(', '),
    ...(question.headers.length > 0 && { 'access-control-allow-headers': question.headers.join(', ') }),
    ...(rule.expose.length > 0 && { 'access-control-expose-headers': rule.expose.join(', ') }),
    ...(rule.maxAgeSeconds && { 'access-control-max-age': rule.maxAgeSeconds }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function ruleAllows(rule: CorsRule, { origin, method, headers }: CorsQuestion): boolean {
  return (
    rule.methods.includes(method) &&
    rule.origins.some((pattern) => matches(pattern, origin)) &&
    headers.every((header) => rule.headers.some((pattern) => matches(pattern, header)))
  );
}

function matches(pattern: string, value: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return pattern === value;
  return value.length >= head.length + tail.length && value.startsWith(head) && value.endsWith(tail);
}
