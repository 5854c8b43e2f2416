// Goal: name servers are asked at most once within a time, however many look, and one that fails is
// told and breaks no page. Method: a clock by hand, and servers that count.
import { expect, test } from 'vitest';
import { dnsNow } from '../../../app/views/dns-now.ts';
import { epochMs, platformId, seconds } from '../../../core/units.ts';

const NORD = platformId('nord');

test('ten looks within the time are one question, and the next after it is another', async () => {
  let [now, asked] = [0, 0];
  const dns = { askAuthorities: async () => ((asked += 1), []) };
  const look = dnsNow(dns, { now: () => epochMs(now) }, seconds(5), () => undefined);
  await Promise.all(Array.from({ length: 10 }, () => look(NORD)));
  now = 4_999;
  await look(NORD);
  expect(asked).toBe(1);
  now = 5_000;
  expect(await look(NORD)).toEqual({ at: 5_000, answers: [] });
  expect(asked).toBe(2);
});

test('servers that cannot be asked are told, and nothing is shown', async () => {
  const told: unknown[] = [];
  const broken = new Error('no route');
  const dns = { askAuthorities: () => Promise.reject(broken) };
  const look = dnsNow(dns, { now: () => epochMs(0) }, seconds(5), (error) => void told.push(error));
  expect(await look(NORD)).toBeNull();
  expect(told).toEqual([broken]);
});
