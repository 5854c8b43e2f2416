import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { startOrigins } from '../../../../bench/mortal-origin.ts';
import { answerReading, resultOf, takeAnswer } from '../../../../home/names/probe-answer.ts';
import { probeOrigin, requestOf } from '../../../../home/names/probe-origin.ts';
import { checkXml, ENDPOINT, kit, probed, type Rule } from './kit.ts';

const HEALTH = 'dns-failover-determining-health-of-endpoints';
const VALUES = 'health-checks-creating-values';

/** A check of 16 checkers, of which `down` say down: 1 of 16 is 6.25 %. */
async function sixteen(down: number) {
  const route53 = kit({ checkers: 16 });
  const id = await route53.check('one');
  for (let checker = 0; checker < 16; checker += 1) route53.hear(id, checker >= down, checker);
  return route53.healthy(id);
}

/** Whether a check, told these results (`+` passed), is healthy. */
async function after(results: string, threshold: number) {
  const route53 = kit({ threshold });
  const id = await route53.check('one');
  for (const result of results) route53.hear(id, result === '+');
  return route53.healthy(id);
}

const accepted = async (inside: string) =>
  (await kit().call('POST', 'healthcheck', checkXml(inside))).status === 201;

/** What health checks are, and when they are healthy. */
export const CHECKING: readonly Rule[] = [
  {
    sentence: 'an endpoint is healthy when more than 18 % of the checkers say so',
    page: HEALTH,
    holds: async () => expect(await sixteen(13)).toBe(true),
  },
  {
    sentence: 'an endpoint is unhealthy when 18 % of the checkers or fewer say that it is healthy',
    page: HEALTH,
    holds: async () => expect(await sixteen(14)).toBe(false),
  },
  {
    sentence: 'a status changes after as many failures in a row as the threshold says, not before',
    page: VALUES,
    holds: async () =>
      expect([await after('+--', 3), await after('+---', 3), await after('+--+--', 3)]).toEqual([
        true,
        false,
        true,
      ]),
  },
  {
    sentence: 'the same number of successes in a row changes it back',
    page: VALUES,
    holds: async () =>
      expect([
        await after('---++', 3),
        await after('---+++', 3),
        await after('---++-++', 3),
      ]).toEqual([false, true, false]),
  },
  {
    sentence: 'HTTP statuses of 2xx and 3xx pass',
    page: HEALTH,
    async holds() {
      for (const status of [200, 204, 299, 301, 399]) expect(await probed({ status })).toBe(true);
    },
  },
  {
    sentence: 'any other HTTP status fails',
    page: HEALTH,
    async holds() {
      for (const status of [400, 404, 500, 503]) expect(await probed({ status })).toBe(false);
    },
  },
  {
    sentence: 'the string may end with the 5,120th byte of the body',
    page: HEALTH,
    holds: async () =>
      expect(await probed({ body: `${'x'.repeat(5_115)}found` }, 'found')).toBe(true),
  },
  {
    sentence: 'a string that ends one byte further fails the check',
    page: HEALTH,
    holds: async () =>
      expect(await probed({ body: `${'x'.repeat(5_116)}found` }, 'found')).toBe(false),
  },
  {
    sentence: 'capitals count in the string',
    page: VALUES,
    holds: async () => expect(await probed({ body: 'Found' }, 'found')).toBe(false),
  },
  {
    sentence: 'with string matching the status must be 2xx or 3xx as well',
    page: HEALTH,
    holds: async () => expect(await probed({ status: 503, body: 'found' }, 'found')).toBe(false),
  },
  {
    sentence: 'a certificate is not validated, so that an invalid one fails no check',
    page: HEALTH,
    async holds() {
      const [origin] = await startOrigins(1);
      const port = origin?.port ?? 0;
      const check = {
        kind: 'https',
        id: 'a',
        host: 'autre.example',
        port,
        path: '/',
        expect: '',
      } as const;
      const { passed } = await probeOrigin({ ...check, addresses: ['127.0.0.1'] }, 2_000);
      await origin?.stop();
      expect(passed).toBe(true);
    },
  },
  {
    sentence: 'an endpoint that does not answer in time fails',
    page: HEALTH,
    async holds() {
      const silent = createServer((socket) => socket.on('error', () => {}));
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      const check = { kind: 'http', id: 'a', host: 'a', port, path: '/', expect: '' } as const;
      const { passed } = await probeOrigin({ ...check, addresses: ['127.0.0.1'] }, 100);
      silent.close();
      expect(passed).toBe(false);
    },
  },
  {
    sentence: 'header fields must be in the form of RFC 7230, section 3.2',
    page: HEALTH,
    holds() {
      const read = (field: string) => {
        const reading = answerReading(Buffer.alloc(0));
        const answer = `HTTP/1.1 200 OK\r\n${field}\r\nContent-Length: 0\r\n\r\n`;
        takeAnswer(reading, Buffer.from(answer));
        return resultOf(reading)?.passed;
      };
      expect([read('good: one'), read('no field')]).toEqual([true, false]);
    },
  },
  {
    sentence: 'the Host header has the port, unless it is 80 of HTTP or 443 of HTTPS',
    page: VALUES,
    holds() {
      const host = (kind: 'http' | 'https', port: number) => {
        const check = { kind, id: 'a', host: 'a.fr', addresses: [], port, path: '/', expect: '' };
        return /Host: (.*)\r/.exec(requestOf(check, false).toString())?.[1];
      };
      expect([host('http', 80), host('https', 443), host('https', 80)]).toEqual([
        'a.fr',
        'a.fr',
        'a.fr:80',
      ]);
    },
  },
  {
    sentence: 'without a host name the address is in the Host header',
    page: VALUES,
    async holds() {
      const route53 = kit();
      await route53.call('POST', 'healthcheck', checkXml(ENDPOINT));
      const [created] = route53.model.board.allCreated();
      expect(route53.model.board.check(created?.id ?? '')).toMatchObject({ host: '192.0.2.1' });
    },
  },
  {
    sentence: 'a path without its leading slash is given one',
    page: VALUES,
    async holds() {
      const route53 = kit();
      await route53.call('POST', 'healthcheck', checkXml(ENDPOINT.replace('>/<', '>login<')));
      const [created] = route53.model.board.allCreated();
      expect(route53.model.board.check(created?.id ?? '')).toMatchObject({ path: '/login' });
    },
  },
  {
    sentence: 'a search string has at most 255 characters',
    page: VALUES,
    async holds() {
      const matching = (letters: number) =>
        accepted(
          `${ENDPOINT.replace('HTTP', 'HTTP_STR_MATCH')}<SearchString>${'x'.repeat(letters)}</SearchString>`,
        );
      expect([await matching(255), await matching(256)]).toEqual([true, false]);
    },
  },
  {
    sentence: 'the interval is 10 or 30 seconds, and the threshold 1 to 10',
    page: 'API_HealthCheckConfig',
    async holds() {
      const interval = (sec: number) =>
        accepted(`${ENDPOINT}<RequestInterval>${sec}</RequestInterval>`);
      const threshold = (count: number) =>
        accepted(`${ENDPOINT}<FailureThreshold>${count}</FailureThreshold>`);
      expect([await interval(10), await interval(30), await interval(20)]).toEqual([
        true,
        true,
        false,
      ]);
      expect([
        await threshold(0),
        await threshold(1),
        await threshold(10),
        await threshold(11),
      ]).toEqual([false, true, true, false]);
    },
  },
];
