import { expect, it } from '@jest/globals';
import { sourceKeyOf } from '../../../shared/domain/accounts/source-address.ts';

it.each([
  ['2001:db8:1:200::1', '2001:db8:1:2ff:a:b:c:d'],
  ['2001:db8:1:0:1:2:3:4', '2001:db8:1::'],
  ['2001:DB8::1', '2001:db8:0:0:0:0:0:2'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::1', '::2'],
  ['fe80::1%eth0', 'fe80::2%eth1'],
])('%s and %s are one source', (one, other) => {
  expect(sourceKeyOf(one)).toBe(sourceKeyOf(other));
});

it.each([
  ['203.0.113.9', '203.0.113.8'],
  ['2001:db8:1:200::1', '2001:db8:1:300::1'],
  ['2001:db8:1::1', '2001:db8:2::1'],
  ['::ffff:203.0.113.9', '::ffff:203.0.113.8'],
  ['', '203.0.113.8'],
])('%s and %s are two', (one, other) => {
  expect(sourceKeyOf(one)).not.toBe(sourceKeyOf(other));
});

it('does not show the address', () => {
  expect(sourceKeyOf('203.0.113.9')).toMatch(/^[\w-]{22}$/);
});
