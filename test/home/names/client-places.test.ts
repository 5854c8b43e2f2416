import { expect, test } from 'vitest';
import { clientPlaces } from '../../../home/names/client-places.ts';

// Goal: nobody takes all connections that the name server has.
// Method: clients that come and go, by their addresses.

function places(each: number) {
  const clients = clientPlaces(each);
  return (address: string) => clients.enter(address);
}

test('each client has so many places, and has them again when it leaves', () => {
  const enter = places(2);
  const leave = enter('192.0.2.1');
  expect(enter('192.0.2.1')).not.toBeNull();
  expect(enter('192.0.2.1')).toBeNull();
  expect(enter('192.0.2.2')).not.toBeNull();
  leave?.();
  expect(enter('192.0.2.1')).not.toBeNull();
  expect(enter('192.0.2.1')).toBeNull();
});

test('one network of IPv6 is one client, and IPv4 in IPv6 is what it is', () => {
  const enter = places(1);
  expect(enter('2001:db8::1')).not.toBeNull();
  expect(enter('2001:db8::ffff:2')).toBeNull();
  expect(enter('2001:db8:0:1::1')).not.toBeNull();
  expect(enter('::ffff:192.0.2.1')).not.toBeNull();
  expect(enter('192.0.2.1')).toBeNull();
  expect(enter('::ffff:192.0.2.2')).not.toBeNull();
  expect(enter('fe80::1%eth0')).not.toBeNull();
});

test('a connection that is gone already has no place', () => {
  expect(clientPlaces(1).enter(undefined)).toBeNull();
});
