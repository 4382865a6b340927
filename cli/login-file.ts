import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const Login = z.object({ url: z.url(), token: z.string().min(1) });
/** A server and the API token for it. */
export type Login = z.infer<typeof Login>;

type Environment = Readonly<Record<string, string | undefined>>;

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function pathOf(env: Environment): string {
  return env.HOPPER_LOGIN_FILE ?? join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'hopper', 'login.json');
}

/**
 * Who is logged in: `HOPPER_URL` and `HOPPER_TOKEN` win over what `hopper login` has kept.
 * @returns undefined when nobody is
 */
export function readLogin(env: Environment): Login | undefined {
  const kept = Login.safeParse(readKept(env)).data;
  const token = env.HOPPER_TOKEN ?? kept?.token;
  const url = env.HOPPER_URL ?? kept?.url ?? 'http://localhost:3000';
  return token === undefined ? undefined : { url: new URL(url).origin, token };
}

function readKept(env: Environment): unknown {
  try {
    return JSON.parse(readFileSync(pathOf(env), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps it for this user of the machine alone. @returns where */
export function keepLogin(env: Environment, login: Login): string {
  const path = pathOf(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // An older file may be open to others: its mode would stay.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(login)}\n`, { mode: 0o600 });
  return path;
}

export function forgetLogin(env: Environment): void {
  rmSync(pathOf(env), { force: true });
}
