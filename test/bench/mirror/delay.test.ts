// Goal: the far server is far: each piece comes late by as much as it should, whole and in order.
// Method: properties on a line with a clock of its own; an echo behind the proxy, over real sockets.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayLine, type LineClock } from '../../../bench/mirror/origin/delay-line.ts';
import { startDelayProxy } from '../../../bench/mirror/origin/delay-proxy.ts';

/** Time that passes when it is told to. Timers may be late, by up to `lateMs`. */
function playedClock(lateMs: number): LineClock & { advance(toMs: number): void } {
  let nowMs = 0;
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    now: () => nowMs,
    wake: (afterMs, then) => void timers.push({ atMs: nowMs + afterMs + lateMs, run: then }),
    advance(toMs) {
      for (;;) {
        timers.sort((one, other) => one.atMs - other.atMs);
        const [next] = timers;
        if (next === undefined || next.atMs > toMs) break;
        timers.shift();
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = toMs;
    },
  };
}

test('pieces come out in their order, each at its delay and as late as a timer at most', () => {
  const pieces = fc.array(fc.record({ gapMs: fc.nat(30), extraMs: fc.constantFrom(0, 0, 20) }));
  fc.assert(
    fc.property(pieces, fc.nat(40), fc.constantFrom(0, 1), (put, delayMs, lateMs) => {
      const clock = playedClock(lateMs);
      const came: { readonly index: number; readonly atMs: number }[] = [];
      const line = delayLine<number>(delayMs, clock, (index) =>
        came.push({ index, atMs: clock.now() }),
      );
      let [atMs, dueMs] = [0, 0];
      const due = put.map(({ gapMs, extraMs }, index) => {
        atMs += gapMs;
        clock.advance(atMs);
        line.put(index, extraMs);
        dueMs = Math.max(dueMs, atMs + delayMs + extraMs);
        return dueMs;
      });
      clock.advance(atMs + 1_000);
      expect(came.map(({ index }) => index)).toEqual(due.map((_, index) => index));
      for (const [index, { atMs: cameMs }] of came.entries()) {
        expect(cameMs).toBeGreaterThanOrEqual(due[index] ?? Number.NaN);
        expect(cameMs).toBeLessThanOrEqual((due[index] ?? Number.NaN) + 2 * lateMs);
      }
      expect(line.waiting()).toBe(0);
    }),
  );
});

async function echo() {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

test('two megabytes go there and back whole, and the end of them too', async () => {
  const { server, port } = await echo();
  const proxy = await startDelayProxy({ port: 0, to: port, roundTripMs: 4 });
  const sent = Buffer.alloc(2_000_000, 'préau ');
  const socket = connect(proxy.port, '127.0.0.1');
  const got: Buffer[] = [];
  socket.on('data', (piece: Buffer) => got.push(piece));
  socket.end(sent);
  await once(socket, 'end');
  expect(Buffer.concat(got).equals(sent)).toBe(true);
  await proxy.stop();
  server.close();
});

test('an answer takes a round trip, the first of a connection two', async () => {
  const { server, port } = await echo();
  const roundTripMs = 60;
  const proxy = await startDelayProxy({ port: 0, to: port, roundTripMs });
  const socket = connect(proxy.port, '127.0.0.1');
  const ask = async (): Promise<number> => {
    const startMs = performance.now();
    socket.write('?');
    await once(socket, 'data');
    return performance.now() - startMs;
  };
  expect(await ask()).toBeGreaterThanOrEqual(2 * roundTripMs - 2);
  expect(await ask()).toBeGreaterThanOrEqual(roundTripMs - 2);
  socket.destroy();
  await proxy.stop();
  server.close();
});
