import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../adapters/local/certificate-signing.ts';
import type { EndpointCheck } from '../../../core/shelter/weighted-pair.ts';
import type { ProbeResult } from '../../../home/names/probe-answer.ts';
import { probeFault } from '../../../home/names/probe-fault.ts';
import { originProbe } from '../../../home/names/probe-kept.ts';
import { probeOrigin } from '../../../home/names/probe-origin.ts';
import { probePlaces } from '../../../home/names/probe-places.ts';
import { turnstile } from '../../../home/names/probe-turnstile.ts';
import { until } from './names-fixture.ts';

// Goal: probes of an origin over kept and new connections say what is, and cost what they must.
// Method: real servers on loopback that count their connections, Node's own and ones made of bytes.

const PAGE = '<title>Connexion - Mon ENT</title>';
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Listens, and keeps count of connections. */
async function listening(server: Server, address = '127.0.0.1', port = 0) {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
  });
  server.listen(port, address);
  await once(server, 'listening');
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  closing.push(stop);
  return { port: (server.address() as AddressInfo).port, sockets, stop };
}

const checkOf = (port: number, more: Partial<EndpointCheck> = {}): EndpointCheck => ({
  kind: 'http',
  id: 'x.origin',
  host: 'origine-x.example',
  addresses: ['127.0.0.1'],
  path: '/login',
  expect: PAGE,
  ...more,
  port,
});

/** Probes of a check, one after the other; `closings` counts what it is told. */
function probing(
  check: EndpointCheck,
  { keep = true, renewAfterMs = 60_000, budgetMs = 500 } = {},
) {
  const told = { closings: 0, late: 0 };
  const site = { check, budgetMs, sessions: new Map<string, Buffer>(), enter: turnstile(5, 100) };
  const probe = originProbe(site, { keep, renewAfterMs }, () => {
    told.closings += 1;
  });
  closing.push(() => probe.stop());
  const ask = (how: 'turn' | 'confirm') =>
    new Promise<ProbeResult | null>((resolve) => {
      const late = () => {
        told.late += 1;
      };
      probe[how]({ late, done: resolve });
    });
  return { told, turn: () => ask('turn'), confirm: () => ask('confirm'), stop: () => probe.stop() };
}

const pages = (more: Parameters<typeof createHttp>[0] = {}) =>
  createHttp({ keepAliveTimeout: 60_000, ...more }, (request, response) => {
    response.end(request.url === '/login' ? PAGE : 'Au revoir');
  });
const raw = (answer: (socket: Socket, request: number) => void) =>
  createServer((socket) => {
    let requests = 0;
    socket.on('data', () => answer(socket, (requests += 1)));
  });
const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;

describe('a kept connection', () => {
  test('serves one probe after the other, and a confirmation has its own', async () => {
    const { port, sockets } = await listening(pages());
    const { turn, confirm } = probing(checkOf(port));
    for (let round = 0; round < 4; round += 1) {
      expect(await turn()).toMatchObject({ passed: true });
    }
    expect(sockets).toHaveLength(1);
    expect(await confirm()).toMatchObject({ passed: true });
    expect(sockets).toHaveLength(2);
    await turn();
    expect(sockets).toHaveLength(2);
  });

  test('by HTTPS too, whose certificate nobody looks at', async () => {
    const { keyPem: key, certPem: cert } = await createAuthority(new Date());
    const names: unknown[] = [];
    const server = createHttps({ key, cert }, (request, response) => {
      names.push((request.socket as { servername?: unknown }).servername, request.headers.host);
      response.end(PAGE);
    });
    const { port, sockets } = await listening(server);
    const { turn, confirm } = probing(checkOf(port, { kind: 'https' }));
    for (let round = 0; round < 3; round += 1) {
      expect(await turn()).toMatchObject({ passed: true });
    }
    expect(await confirm()).toMatchObject({ passed: true });
    expect(sockets).toHaveLength(2);
    expect(names.slice(0, 2)).toEqual(['origine-x.example', `origine-x.example:${port}`]);
  });

  test('is replaced by a new one when it is old', async () => {
    const { port, sockets } = await listening(pages());
    const { turn, told } = probing(checkOf(port), { renewAfterMs: 0 });
    await turn();
    await turn();
    await turn();
    expect(sockets).toHaveLength(3);
    expect(told.closings).toBe(0);
  });

  test('tells of its closing at once, and the next probe is by a new one', async () => {
    const { port, sockets } = await listening(pages());
    const { turn, told } = probing(checkOf(port));
    await turn();
    sockets[0]?.destroy();
    await until(async () => told.closings === 1);
    expect(await turn()).toMatchObject({ passed: true });
    expect(sockets).toHaveLength(2);
  });

  test('that closes as it is asked is no failure: a new one is asked', async () => {
    const server = raw((socket, request) => {
      if (request === 1) socket.write(whole);
      else socket.destroy();
    });
    const { port, sockets } = await listening(server);
    const { turn, told } = probing(checkOf(port));
    expect(await turn()).toMatchObject({ passed: true });
    expect(await turn()).toMatchObject({ passed: true });
    expect(sockets).toHaveLength(2);
    expect(told.closings).toBe(0);
  });

  test('that closes in the middle of an answer is a failure', async () => {
    const server = raw((socket, request) => {
      if (request === 1) socket.write(whole);
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nConn');
    });
    const { turn } = probing(checkOf((await listening(server)).port));
    await turn();
    expect(await turn()).toMatchObject({ passed: false });
  });

  test('is heard three times when it closes unused, and again once it was used twice', async () => {
    const { port, sockets } = await listening(pages());
    const { turn, confirm: confirmed, told } = probing(checkOf(port));
    for (let round = 0; round < 6; round += 1) {
      await turn();
      sockets.at(-1)?.destroy();
      // From the fourth on nobody is told: the confirmation gives the closing the time to come.
      await until(async () => told.closings === Math.min(3, round + 1));
      await confirmed();
    }
    expect(told.closings).toBe(3);
    await turn();
    await turn();
    sockets.at(-1)?.destroy();
    await until(async () => told.closings === 4);
  });

  test('is not kept when the server says that it closes, nor when the spec says so', async () => {
    const saysSo = createHttp((_, response) => response.setHeader('connection', 'close').end(PAGE));
    const closes = await listening(saysSo);
    const closed = probing(checkOf(closes.port));
    const open = await listening(pages());
    const fresh = probing(checkOf(open.port), { keep: false });
    for (let round = 0; round < 3; round += 1) {
      expect(await closed.turn()).toMatchObject({ passed: true });
      expect(await fresh.turn()).toMatchObject({ passed: true });
    }
    expect(closes.sockets).toHaveLength(3);
    expect(open.sockets).toHaveLength(3);
    await until(async () => open.sockets.every((socket) => socket.closed));
    expect(closed.told.closings + fresh.told.closings).toBe(0);
  });
});

describe('a probe', () => {
  test('of several addresses passes when one answers, kept and new', async () => {
    const { port, stop } = await listening(pages(), '127.0.0.1');
    const { stop: stopOther } = await listening(pages(), '127.0.0.2', port);
    const { turn, confirm } = probing(checkOf(port, { addresses: ['127.0.0.1', '127.0.0.2'] }));
    expect(await turn()).toMatchObject({ passed: true });
    stop();
    expect(await turn()).toMatchObject({ passed: true });
    expect(await turn()).toMatchObject({ passed: true });
    expect(await confirm()).toMatchObject({ passed: true });
    stopOther();
    expect(await turn()).toMatchObject({ passed: false, reason: 'ECONNREFUSED' });
  });

  test('of several addresses passes when the one that it kept answers with a failure', async () => {
    let [status, failures] = [200, 0];
    const faulty = createHttp((_, response) => {
      if (status !== 200) failures += 1;
      response.writeHead(status).end(PAGE);
    });
    const { port } = await listening(faulty, '127.0.0.1');
    const { turn } = probing(checkOf(port, { addresses: ['127.0.0.1', '127.0.0.2'] }));
    expect(await turn()).toMatchObject({ passed: true });
    await listening(pages(), '127.0.0.2', port);
    status = 503;
    expect(await turn()).toMatchObject({ passed: true });
    expect(failures).toBeGreaterThan(0);
  });

  test('that hangs is late at half of its budget, and fails at the whole', async () => {
    const { turn, told } = probing(checkOf((await listening(raw(() => {}))).port), {
      budgetMs: 60,
    });
    expect(await turn()).toEqual({ passed: false, reason: 'no full answer in 60 ms' });
    expect(told.late).toBe(1);
  });

  test.each([
    ['HTTP 503', 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n'],
    ['text not found', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['not an answer of HTTP/1.1', 'SSH-2.0-x\r\n\r\n'],
  ])('fails: %s', async (reason, answer) => {
    const { port } = await listening(raw((socket) => socket.write(answer)));
    expect(await probing(checkOf(port)).turn()).toEqual({ passed: false, reason });
  });

  test('of a page that never ends is known once its text is, and its connection is not kept', async () => {
    const server = raw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n`);
      socket.write(`${PAGE.length.toString(16)}\r\n${PAGE}\r\n`);
    });
    const { port, sockets } = await listening(server);
    const { turn } = probing(checkOf(port));
    expect(await turn()).toMatchObject({ passed: true });
    expect(await turn()).toMatchObject({ passed: true });
    expect(sockets).toHaveLength(2);
  });

  test('of a page that ends with its connection is whole, and that end is no closing', async () => {
    const open: Socket[] = [];
    const server = raw((socket) => {
      open.push(socket);
      socket.write(`HTTP/1.1 200 OK\r\n\r\n${PAGE}`);
    });
    const { turn, told } = probing(checkOf((await listening(server)).port));
    expect(await turn()).toMatchObject({ passed: true });
    const [first] = open;
    first?.end();
    await until(async () => first?.closed === true);
    expect(await turn()).toMatchObject({ passed: true });
    expect(told.closings).toBe(0);
  });

  test('asks for the path as it is meant, whatever it is made of', async () => {
    const asked: unknown[] = [];
    const server = createHttp((request, response) => {
      asked.push(request.url, request.headers['x-evil']);
      response.end(PAGE);
    });
    const { port } = await listening(server);
    await probeOrigin(checkOf(port, { path: '/é?q=a b\r\nx-evil: 1' }), 500);
    expect(asked).toEqual(['/%C3%A9?q=a%20b%0D%0Ax-evil:%201', undefined]);
  });

  test('does not blame the origin for the time in which this process was busy', async () => {
    const { port } = await listening(pages());
    const { turn, told } = probing(checkOf(port), { budgetMs: 60 });
    const asked = turn();
    await new Promise(setImmediate);
    const busyUntil = performance.now() + 150;
    while (performance.now() < busyUntil);
    expect(await asked).toMatchObject({ passed: true });
    expect(told.late).toBe(0);
  });

  test('that is stopped tells nobody, and leaves no connection', async () => {
    const { port, sockets } = await listening(pages());
    const { turn, stop } = probing(checkOf(port));
    await turn();
    let told = false;
    void turn().then(() => {
      told = true;
    });
    stop();
    await until(async () => sockets.every((socket) => socket.closed));
    expect(told).toBe(false);
  });
});

describe('new connections', () => {
  test('begin in order, and let others have their turn in between', async () => {
    const order: string[] = [];
    const enter = turnstile(0, 100);
    for (const name of ['a', 'b', 'c']) enter(() => order.push(name));
    expect(order).toEqual([]);
    const others = () => {
      order.push('.');
      if (order.length < 6) setImmediate(others);
    };
    setImmediate(others);
    await until(async () => order.includes('c'));
    expect(order.join('').slice(0, 5)).toBe('a.b.c');
  });

  test('begin many in a turn, while there is time, and what begins others waits its turn', async () => {
    const order: string[] = [];
    const enter = turnstile(60_000, 100);
    enter(() => {
      order.push('a');
      enter(() => order.push('c'));
    });
    enter(() => order.push('b'));
    await until(async () => order.length === 3);
    expect(order.join('')).toBe('abc');
    enter(() => order.push('d'));
    await until(async () => order.length === 4);
  });

  test('have so many places at the same time, and one that throws gives its own back', async () => {
    const order: string[] = [];
    const leaving: (() => void)[] = [];
    const enter = turnstile(60_000, 3);
    const asks = (name: string, places: number) =>
      enter((leave) => {
        order.push(name);
        leaving.push(leave);
      }, places);
    enter(() => {
      throw new Error('cannot begin');
    }, 3);
    asks('two', 2);
    asks('more than all', 9);
    asks('one', 1);
    await until(async () => order.length === 1);
    await new Promise(setImmediate);
    expect(order).toEqual(['two']);
    leaving[0]?.();
    leaving[0]?.();
    await until(async () => order.length === 2);
    await new Promise(setImmediate);
    expect(order).toEqual(['two', 'more than all']);
    leaving[1]?.();
    await until(async () => order.length === 3);
  });
});

describe('what is no word of the origin', () => {
  const own = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
  const here = '192.0.2.1';

  test.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EPERM', 'EACCES'])(
    '%s is this machine’s own',
    (code) => {
      expect(probeFault(own(code), here)).toEqual({ passed: false, reason: code, unseen: true });
    },
  );

  test.each(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT'])('%s is not', (code) => {
    expect(probeFault(own(code), here)).toEqual({ passed: false, reason: code });
  });

  test('EACCES by IPv6 is what a firewall before the origin says', () => {
    expect(probeFault(own('EACCES'), '2001:db8::1').unseen).toBeUndefined();
  });

  test('a connection that cannot even begin has seen nothing', async () => {
    const { turn, stop } = probing(checkOf(70_000));
    expect(await turn()).toMatchObject({ passed: false, unseen: true });
    expect(await turn()).toMatchObject({ passed: false, unseen: true });
    stop();
  });

  test('places are a part of the files that this process may have open', () => {
    expect(probePlaces()).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(probePlaces())).toBe(true);
  });
});

describe('by TLS', () => {
  /** Whether a ClientHello offers to take up a session (pre_shared_key, RFC 8446 4.2.11). */
  function offersSession(hello: Buffer): boolean {
    let at = 5 + 4 + 2 + 32;
    at += 1 + hello.readUInt8(at);
    at += 2 + hello.readUInt16BE(at);
    at += 1 + hello.readUInt8(at);
    const end = at + 2 + hello.readUInt16BE(at);
    for (at += 2; at < end; at += 4 + hello.readUInt16BE(at + 2))
      if (hello.readUInt16BE(at) === 41) return true;
    return false;
  }
  /** A site by HTTPS whose front drops who would take up a session, once it is told to. */
  async function strictFront() {
    const { keyPem: key, certPem: cert } = await createAuthority(new Date());
    const site = await listening(createHttps({ key, cert }, (_, response) => response.end(PAGE)));
    const seen = { strict: false, offered: 0, fresh: 0 };
    const front = createServer((socket) => {
      socket.once('data', (hello) => {
        const offers = offersSession(hello);
        if (offers) seen.offered += 1;
        else seen.fresh += 1;
        if (offers && seen.strict) return socket.destroy();
        const inner = connect(site.port, '127.0.0.1');
        inner.on('error', () => socket.destroy());
        socket.on('close', () => inner.destroy());
        inner.write(hello);
        socket.pipe(inner).pipe(socket);
        return undefined;
      });
    });
    return { seen, ...(await listening(front)) };
  }

  test('a session that is refused is offered once, and never by a confirmation', async () => {
    const { port, seen } = await strictFront();
    const { turn, confirm } = probing(checkOf(port, { kind: 'https' }), { renewAfterMs: 0 });
    expect(await turn()).toMatchObject({ passed: true });
    expect(await turn()).toMatchObject({ passed: true });
    expect(seen.offered).toBe(1);
    seen.strict = true;
    for (let round = 0; round < 3; round += 1)
      expect(await confirm()).toMatchObject({ passed: true });
    expect(await turn()).toMatchObject({ passed: false });
    expect(await turn()).toMatchObject({ passed: true });
    expect(seen.offered).toBe(2);
  });

  test('a server that does not know RFC 5746 is spoken to; a fault says what OpenSSL said', async () => {
    // A ServerHello of TLS 1.2 without renegotiation_info, then what is no record.
    const hello = Buffer.concat([
      Buffer.from([2, 0, 0, 38, 3, 3]),
      Buffer.alloc(32, 7),
      Buffer.from([0, 0xc0, 0x2f, 0]),
    ]);
    const record = Buffer.concat([Buffer.from([22, 3, 3, 0, hello.length]), hello]);
    const none = Buffer.from('no record at all');
    const { port } = await listening(
      createServer((socket) =>
        socket.once('data', () => socket.end(Buffer.concat([record, none]))),
      ),
    );
    const result = await probeOrigin(checkOf(port, { kind: 'https' }), 500);
    expect(result.reason).not.toContain('legacy');
    expect(result.reason).toMatch(/^\w+: .*(version|record|packet)/);
  });
});
