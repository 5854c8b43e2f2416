// Goal: no door of Préau reaches a machine's own credentials, nor what is inside a network but where an
// operator's own configuration may say so; not by another spelling, a name, a redirect, or a name that
// changes its address between two questions (P10).
// Method: every door that there is, with a resolver and a watch on every connection that is begun.
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isNeverReached } from '../../adapters/local/never-reached.ts';
import { listen } from '../../web/http/listen.ts';
import { DOORS, GATEWAY_ON_AWS } from './doors.ts';
import { type Answers, type WatchedNetwork, watchNetwork } from './watched-network.ts';

const METADATA = ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16'];
const CARRIED = ['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::1', 'fe80::1%2'];
const INSIDE = ['10.0.0.8', '192.168.1.1', '172.16.0.1', '127.0.0.1', '::1', 'fd12::1'];
/** As a URL may spell 169.254.169.254 and others of its kind. */
const SPELLINGS = [
  '169.254.169.254',
  '2852039166',
  '0251.0376.0251.0376',
  '0xa9fea9fe',
  '0xa9.0376.43518',
  '169.254.169.254.',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[fd00:ec2::254]',
  '[64:ff9b::a9fe:a9fe]',
  '[fe80::1]',
  '0',
];

let network: WatchedNetwork | null = null;
const watch = (answers: Answers): WatchedNetwork => (network = watchNetwork(answers));
afterEach(() => {
  network?.restore();
  network = null;
});
const nowhere: Answers = () => [];
const settled = (asking: Promise<unknown>): Promise<unknown> =>
  asking.catch((error: unknown) => error);

describe.each([...DOORS, GATEWAY_ON_AWS])('$name', ({ ask }) => {
  test.each(SPELLINGS)('is not opened to %s', async (host) => {
    const { attempts } = watch(nowhere);
    await settled(Promise.resolve().then(() => ask(`https://${host}`)));
    expect(attempts).toEqual([]);
  });
});

describe.each(DOORS)('$name', ({ ask, askHere, inside, speaksTls = false }) => {
  test.each([...METADATA, ...CARRIED])(
    'is not opened to a name that leads to %s',
    async (address) => {
      const { asked, attempts } = watch(() => [address]);
      await settled(ask('https://rebound.example'));
      expect(asked).toContain('rebound.example');
      expect(attempts).toEqual([]);
    },
  );

  test.skipIf(inside).each(INSIDE)(
    'is not opened to a name that leads inside, to %s',
    async (address) => {
      const { attempts } = watch(() => [address]);
      await settled(ask('https://elsewhere.example'));
      expect(attempts).toEqual([]);
    },
  );

  test('asks where a name leads once for each connection, and keeps to that answer', async () => {
    const { asked, attempts } = watch((_, question) =>
      question === 1 ? ['127.0.0.1'] : ['169.254.169.254'],
    );
    await settled(askHere(`http://rebound.example:${port}`));
    await settled(askHere(`http://rebound.example:${port}`));
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(attempts.filter((address) => address !== '127.0.0.1')).toEqual([]);
  });

  test('follows no redirect to there', async () => {
    const before = redirected;
    const { attempts } = watch(() => ['127.0.0.1']);
    await settled(askHere(`http://127.0.0.1:${port}`));
    expect(attempts.every((address) => address === '127.0.0.1')).toBe(true);
    // Or this would hold of a door that asks nobody.
    expect(redirected - before).toBe(speaksTls ? 0 : 1);
  });
});

let server: Server;
let port = 0;
let redirected = 0;
beforeAll(async () => {
  server = createServer((_, response) => {
    redirected += 1;
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  });
  port = await listen(server, '127.0.0.1', 0);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('an address that is never reached is known however it is carried, and no other is one', () => {
  for (const address of [...METADATA, ...CARRIED, '0.0.0.0', '::', 'ff02::1', '255.255.255.255'])
    expect([address, isNeverReached(address)]).toEqual([address, true]);
  for (const address of [
    ...INSIDE,
    '8.8.8.8',
    '2a01:e0a::1',
    '64:ff9b::808:808',
    'ent.example',
    '',
  ])
    expect([address, isNeverReached(address)]).toEqual([address, false]);
});
