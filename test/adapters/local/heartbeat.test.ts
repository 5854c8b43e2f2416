import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loopbackFeeds } from '../../../adapters/local/feeds/fetch-guard.ts';
import { createHeartbeat } from '../../../adapters/local/heartbeat.ts';

// Goal: a watcher outside hears each beat, and nobody else is ever asked. Method: a watcher on
// loopback, let in by a rehearsal's guard; addresses inside a network, held to a real home's.

let server: Server;
let status = 200;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('OK');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret`;

describe('a beat', () => {
  it('asks its watcher once', async () => {
    await createHeartbeat(url(), loopbackFeeds)();
    expect(asked).toEqual(['GET /ping/secret']);
  });

  it.each([404, 500, 302])('that gets %i was not heard, and follows nothing', async (answer) => {
    status = answer;
    asked.length = 0;
    const beat = createHeartbeat(url(), loopbackFeeds)();
    await expect(beat).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
    await expect(beat).rejects.toThrow(`HTTP ${answer}`);
    // Whoever has the address can beat in our place: it stands in no log.
    await expect(beat).rejects.not.toThrow('secret');
    expect(asked).toEqual(['GET /ping/secret']);
    status = 200;
  });

  it.each([
    'http://watcher.example/ping',
    'https://127.0.0.1/ping',
    'https://[::1]/ping',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.8/ping',
    'https://localhost/ping',
    'file:///etc/passwd',
  ])('never leaves for %s', async (address) => {
    await expect(createHeartbeat(address)()).rejects.toThrow('address-refused');
  });
});
