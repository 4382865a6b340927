import { secureAddress } from './text.ts';

/**
 * Names that only exist inside somebody's network or machine.
 * @see https://www.iana.org/assignments/special-use-domain-names
 */
const insideNames =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|arpa|test|invalid|onion|alt)$/;
/** Ends in letters: addresses of numbers, however they were written, have become four numbers or brackets by now. */
const longestName = 253;
const publicName = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/;

/**
 * The address of something that everybody can open: https, a name of the public DNS, no password, no port. Taken as
 * browsers read it and written as they write it, so that whoever it is handed on to reads the same address. What the name
 * leads to is not looked up: Hopper never opens such an address itself, and whoever does has to look at that moment anyway.
 */
export const publicAddress = secureAddress
  .refine(isPublic, 'A public address: a name that everybody can open, without a port or a password.')
  .overwrite((address) => new URL(address).href);

function isPublic(address: string): boolean {
  const { hostname, port, username, password } = new URL(address);
  const name = hostname.replace(/\.$/, '');
  if (name.length > longestName) return false;
  return port + username + password === '' && publicName.test(name) && !insideNames.test(name);
}
