import { writeFileSync } from 'node:fs';
import { type DeployedFunction, readFunctions } from './functions.ts';
import type { Resource } from './resource.ts';
import { readStatements, type Statement, statementsOfRole } from './statements.ts';
import { type Stage, synthesize } from './synthesize.ts';

/** A page that says who may do what to which resource, made from the templates alone. */
export function renderPermissionMatrix(stage: Stage): string {
  const functions = readFunctions(stage);
  const guarded = stage.resources.filter((resource) => documentOf(resource) !== undefined);
  const parts = [
    '# Who may do what',
    'Made from the templates of stage `dev` by `node tests/infra/support/permission-matrix.ts`; a test fails when it is ' +
      'out of date. Every function also writes its own log.',
    '# Functions',
    ...functions.map((fn) => renderFunction(stage, fn)),
    '# Other roles',
    ...otherRoles(stage, functions).map((role) => renderRole(stage, role)),
    '# Policies of resources',
    ...guarded.map(renderResourcePolicy),
    '# Who may invoke a function',
    table(['function', 'service', 'on behalf of'], stage.ofType('AWS::Lambda::Permission').map(renderInvoker)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderFunction(stage: Stage, fn: DeployedFunction): string {
  const sources = stage
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.FunctionName === `function:${fn.FunctionName}`)
    .map(({ properties }) => withoutAttribute(properties.EventSourceArn));
  const facts = [
    `- network: ${fn.VpcConfig ? 'private, no way to the internet' : 'internet'}`,
    `- environment: ${Object.keys(fn.Environment?.Variables ?? {}).join(', ')}`,
    ...sources.map((source) => `- fed by: ${source}`),
  ];
  const statements = fn.statements.filter(({ Resource }) => !Resource.includes(fn.LoggingConfig.LogGroup));
  return [`## ${fn.name}`, facts.join('\n'), renderStatements(statements)].join('\n\n');
}

function otherRoles(stage: Stage, functions: readonly DeployedFunction[]): Resource[] {
  const ofFunctions = functions.map(({ Role }) => Role);
  return stage.ofType('AWS::IAM::Role').filter(({ name }) => !ofFunctions.includes(name));
}

function renderRole(stage: Stage, { name, properties }: Resource): string {
  const trust = readStatements(properties.AssumeRolePolicyDocument).map(
    (statement) => `- for ${renderPrincipal(statement)} ${renderCondition(statement)}`,
  );
  return [`## ${title(name)}`, trust.join('\n'), renderStatements(statementsOfRole(stage, name))].join('\n\n');
}

function documentOf({ type, properties }: Resource): unknown {
  if (type === 'AWS::IAM::Policy') return undefined;
  return type === 'AWS::KMS::Key' ? properties.KeyPolicy : properties.PolicyDocument;
}

function renderResourcePolicy(resource: Resource): string {
  const rows = readStatements(documentOf(resource)).map((statement) => [
    renderPrincipal(statement),
    ...toCells(statement),
  ]);
  return [`## ${title(resource.name)}`, table(['who', 'resource', 'actions', 'condition'], rows)].join('\n\n');
}

function renderInvoker({ properties }: Resource): string[] {
  return [withoutAttribute(properties.FunctionName), String(properties.Principal), String(properties.SourceArn)];
}

function renderStatements(statements: readonly Statement[]): string {
  return statements.length === 0 ? 'Nothing.' : table(['resource', 'actions', 'condition'], statements.map(toCells));
}

function toCells(statement: Statement): string[] {
  const never = statement.Effect === 'Deny' ? '**never** ' : '';
  return [statement.Resource.join('<br>'), never + statement.Action.join(', '), renderCondition(statement)];
}

function renderPrincipal({ Principal = {} }: Statement): string {
  return Object.values(Principal).flat().join(', ');
}

function renderCondition({ Condition }: Statement): string {
  return Condition ? `\`${JSON.stringify(Condition)}\`` : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function title(name: string): string {
  return name.replace(/^.*:/, '');
}

function withoutAttribute(value: unknown): string {
  return String(value).replace(/\.Arn$/, '');
}

if (import.meta.main) {
  writeFileSync(new URL('../permission-matrix.md', import.meta.url), renderPermissionMatrix(synthesize('dev')));
}
