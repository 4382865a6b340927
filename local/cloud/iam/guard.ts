import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { localAccount } from '../json-service/local-account.ts';
import { functionOf } from './access-key.ts';
import { decide, type Principal } from './decide.ts';
import type { Need } from './need.ts';
import { emptyPermissions, Permissions } from './permissions.ts';
import type { Statement } from './policy-document.ts';

/** One right that a function has asked for. */
interface AskedRight {
  readonly function: string;
  readonly action: string;
  /** As the statement writes it that grants the right; of a refused one what was to be acted on. */
  readonly resource: string;
  readonly isRefused?: true;
}

export interface GuardOptions {
  /** Keeps what the templates grant, for a restart of the services alone. */
  readonly path: string;
  /** Gets every right that is asked for, once, as a line of JSON: for the comparison with what is granted. */
  readonly usedGrantsPath?: string | undefined;
  /** Told of every right that a function asks for, as often as it does. */
  count?(functionName: string, action: string): void;
  /** Gets every refusal: also where nobody looks at answers, a right that is missing is a mistake in the templates. */
  report?(refusal: string): void;
}

function load(path: string): Permissions | undefined {
  try {
    return Permissions.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // No file yet, or one from another version: nobody has a right before the next deployment says which.
    return undefined;
  }
}

/** Decides which calls to the local AWS are let in, by the roles and policies of the templates. */
export class Guard {
  readonly #options: GuardOptions;
  readonly #noted = new Set<string>();
  readonly #known = Promise.withResolvers<void>();
  #permissions: Permissions;

  constructor(options: GuardOptions) {
    this.#options = options;
    const kept = load(options.path);
    this.#permissions = kept ?? emptyPermissions();
    if (kept) this.#known.resolve();
  }

  get partitionKeys(): Permissions['partitionKeys'] {
    return this.#permissions.partitionKeys;
  }

  /** Resolves once it is known what is granted: a schedule may come due before the deployment that has made it has ended. */
  get known(): Promise<void> {
    return this.#known.promise;
  }

  set(permissions: Permissions): void {
    this.#permissions = permissions;
    this.#known.resolve();
    writeFileSync(`${this.#options.path}.new`, JSON.stringify(permissions));
    renameSync(`${this.#options.path}.new`, this.#options.path);
  }

  /** Why a call with this key is refused; undefined when everything that it needs is granted. */
  findRefusal(accessKeyId: string, findNeeds: () => readonly Need[]): string | undefined {
    const functionName = functionOf(accessKeyId);
    const principal = functionName === undefined ? ({ kind: 'root' } as const) : this.#roleOf(functionName);
    for (const need of findNeeds()) {
      const { isAllowed, because } = decide(principal, need, this.#policyOf(need.resource));
      if (functionName !== undefined) {
        const { action, resource } = need;
        this.#options.count?.(functionName, action);
        this.#note({
          function: functionName,
          action,
          ...(isAllowed ? { resource: because ?? resource } : { resource, isRefused: true }),
        });
      }
      if (!isAllowed) return this.#refuse(functionName ?? 'the account', need);
    }
    return undefined;
  }

  /** The same for a service that acts by itself, or with a role that it was handed. */
  findServiceRefusal(by: { service: string } | { roleArn: string }, need: Need): string | undefined {
    const principal: Principal =
      'service' in by ? { kind: 'service', name: by.service } : this.#role(by.roleArn.split('/').at(-1) ?? '');
    const who = 'service' in by ? by.service : by.roleArn;
    return decide(principal, need, this.#policyOf(need.resource)).isAllowed ? undefined : this.#refuse(who, need);
  }

  #roleOf(functionName: string): Principal {
    return this.#role(this.#permissions.roleOfFunction[functionName] ?? '');
  }

  #role(name: string): Principal {
    const arn = `arn:aws:iam::${localAccount}:role/${name}`;
    return { kind: 'role', arn, statements: this.#permissions.roles[name] ?? [] };
  }

  #policyOf(resource: string): readonly Statement[] {
    const { resourcePolicies } = this.#permissions;
    const [owner = ''] = resource.startsWith('arn:aws:s3:') ? resource.split('/') : [resource];
    return resourcePolicies[owner] ?? [];
  }

  #note(used: AskedRight): void {
    if (this.#options.usedGrantsPath === undefined) return;
    const line = `${JSON.stringify(used)}\n`;
    if (this.#noted.has(line)) return;
    this.#noted.add(line);
    appendFileSync(this.#options.usedGrantsPath, line);
  }

  #refuse(who: string, { action, resource }: Need): string {
    const refusal = `${who} is not authorized to perform: ${action} on resource: ${resource}`;
    this.#options.report?.(refusal);
    return refusal;
  }
}
