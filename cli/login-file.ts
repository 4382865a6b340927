import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const secret = z.string().min(1);
const Login = z.object({ url: z.url(), token: secret });
/** A server and the API token for it. */
export type Login = z.infer<typeof Login>;

const driveEnds = ['source', 'destination'] as const;
/** Which Drive of a transfer. */
export type DriveEnd = (typeof driveEnds)[number];
/** Everything that is kept. Tokens of Drives die after a day by themselves. */
const Kept = Login.partial().extend({ drives: z.partialRecord(z.enum(driveEnds), secret).optional() });

type Environment = Readonly<Record<string, string | undefined>>;

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function pathOf(env: Environment): string {
  return env.HOPPER_LOGIN_FILE ?? join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'hopper', 'login.json');
}

/**
 * Who is logged in: `HOPPER_URL` and `HOPPER_TOKEN` win over what `hopper login` has kept. A token is shown to no other server
 * than the one that it was kept for.
 * @returns undefined when nobody is
 */
export function readLogin(env: Environment): Login | undefined {
  const kept = readKept(env);
  const url = new URL(env.HOPPER_URL ?? kept.url ?? 'http://localhost:3000').origin;
  const isKeptFor = kept.url !== undefined && new URL(kept.url).origin === url;
  const token = env.HOPPER_TOKEN ?? (isKeptFor ? kept.token : undefined);
  return token === undefined ? undefined : { url, token };
}

function readKept(env: Environment): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(readFileSync(pathOf(env), 'utf8')));
  } catch {
    return {};
  }
}

/** Keeps it; the Drives of another login are forgotten. @returns where */
export function keepLogin(env: Environment, login: Login): string {
  return keep(env, login);
}

/** The token of an open Drive: `HOPPER_SOURCE_TOKEN` and `HOPPER_DESTINATION_TOKEN` win over what `hopper drive` has kept. */
export function readDrive(env: Environment, end: DriveEnd): string | undefined {
  return env[`HOPPER_${end.toUpperCase()}_TOKEN`] ?? readKept(env).drives?.[end];
}

/** Keeps the token of an open Drive beside the login. @returns where */
export function keepDrive(env: Environment, end: DriveEnd, token: string): string {
  const kept = readKept(env);
  return keep(env, { ...kept, drives: { ...kept.drives, [end]: token } });
}

/** For this user of the machine alone. */
function keep(env: Environment, kept: z.infer<typeof Kept>): string {
  const path = pathOf(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // An older file may be open to others: its mode would stay.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  return path;
}

export function forgetLogin(env: Environment): void {
  rmSync(pathOf(env), { force: true });
}
