import { useQuery } from '@tanstack/react-query';
import { type DriveEnd, driveTokenOf } from '../data/drive-access.ts';
import { useStore } from '../data/store.ts';
import type { DriveAccount } from './drive-api.ts';
import { accountQuery } from './drive-queries.ts';

/** A Drive that can be looked at and ordered from. */
export interface OpenDrive {
  readonly token: string;
  readonly account: DriveAccount;
}

/** The Drive of an end, once it is open and known; undefined when it has closed meanwhile. */
export function useOpenDrive(end: DriveEnd): OpenDrive | undefined {
  const token = useStore(driveTokenOf(end));
  const account = useQuery({ ...accountQuery(token ?? ''), enabled: token !== null });
  return token !== null && account.data && !account.isError ? { token, account: account.data } : undefined;
}
