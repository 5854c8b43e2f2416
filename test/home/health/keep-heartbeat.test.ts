import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { judgeHealth } from '../../../app/health/judge-health.ts';
import type { Clock } from '../../../app/ports.ts';
import type { Config } from '../../../config/schema.ts';
import { type DurationMs, epochMs } from '../../../core/units.ts';
import { keepHeartbeat, type HeartbeatNeeds } from '../../../home/health/keep-heartbeat.ts';
import { facts } from '../../app/health/a-home.ts';

// Goal: a home beats while it does its work, at its pace, and falls silent when it does not. Method: a
// clock that sleeps for as many beats as there are pictures, a watcher on loopback that counts.

async function beatsOf(pictures: readonly boolean[], every?: number) {
  let heard = 0;
  const server = createServer((_, response) => {
    heard += 1;
    response.end('OK');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const ending = new AbortController();
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => epochMs(now),
    real: (by) => by,
    sleep: async (by) => {
      slept.push(by);
      now += by;
      if (slept.length === pictures.length) ending.abort();
    },
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const heartbeat = { url, ...(every !== undefined && { every: every as DurationMs }) };
  const needs = {
    spec: { config: { watch: { heartbeat } } as Config, rehearsal: {} },
    clock,
    health: async () => judgeHealth(facts({ namesAnswer: pictures[slept.length] ?? false })),
    onError: (error: unknown) => expect.fail(String(error)),
  } as unknown as HeartbeatNeeds;
  await keepHeartbeat(needs, ending.signal);
  server.close();
  return { heard, slept };
}

it('beats at each of its beats while the home does its work, and at no other', async () => {
  expect(await beatsOf([true, true, false, true], 30_000)).toEqual({
    heard: 3,
    slept: [30_000, 30_000, 30_000, 30_000],
  });
});

it('beats every five minutes when nothing else is said', async () => {
  expect((await beatsOf([true])).slept).toEqual([300_000]);
});
