// Goal: what Route 53's checkers found comes with how many and when; what cannot be asked or told is
// silence, soon, and the account's quota is never near. Method: AWS's client against a Route 53 of the
// test's own, by clocks of the test's own, and against the embedded one, with an origin that dies.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { measuredOut } from '../../../adapters/aws/measured-out.ts';
import { originChecks } from '../../../adapters/aws/origin-checks.ts';
import { createRoute53Checkers } from '../../../adapters/aws/route53-checkers.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, type PlatformId, platformId, seconds } from '../../../core/units.ts';
import { hearCheckers } from '../../../core/watch/hear-checkers.ts';
import { startNames } from '../../../home/names/start-names.ts';
import { clientsFor } from '../../contract/dns-homes.ts';
import { startStub, type Stub, type StubRequest } from '../../contract/store-endpoint.ts';
import { aPlatform, aSpec, until, withFolder } from '../../home/names/names-fixture.ts';

const ent = platformId('ent');
const NOW = 1_617_688_800_000;
const stubs: Stub[] = [];
const clients: Route53Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const stub of stubs.splice(0)) await stub.stop();
});

type Answer = (request: StubRequest) => readonly [status: number, body: string] | null;

/** Route 53 as the test says; null: it never answers. */
async function route53Of(answer: Answer) {
  const stub = await startStub((request, response) => {
    const told = answer(request);
    if (told === null) return;
    response.writeHead(told[0], { 'content-type': 'text/xml' });
    response.end(told[1]);
  });
  stubs.push(stub);
  const route53 = new Route53Client({
    endpoint: stub.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  clients.push(route53);
  let now = NOW;
  const checkers = createRoute53Checkers({
    route53,
    originChecks: async () => new Map([[ent, 'c-1']]),
    intervalMs: seconds(10),
    clock: { now: () => epochMs(now) },
    timeoutMs: 1_000,
  });
  const pass = (ms: number): void => void (now += ms);
  return { ask: (platform: PlatformId = ent) => checkers.ask(platform), pass, stub };
}

const observed = (...statuses: readonly (readonly [status: string, at: string])[]) =>
  `<GetHealthCheckStatusResponse><HealthCheckObservations>${statuses
    .map(
      ([status, at]) =>
        `<HealthCheckObservation><Region>eu-west-1</Region><IPAddress>192.0.2.1</IPAddress><StatusReport><Status>${status}</Status><CheckedTime>${at}</CheckedTime></StatusReport></HealthCheckObservation>`,
    )
    .join('')}</HealthCheckObservations></GetHealthCheckStatusResponse>`;

const refused = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

describe('what Route 53 says of an origin', () => {
  it('is what each checker found of the origin’s own check, and when', async () => {
    const { ask, stub } = await route53Of(() => [
      200,
      observed(
        ['Success: HTTP Status Code 200, OK', '2021-04-06T05:59:57.000Z'],
        ['Failure: Connection timed out.', '2021-04-06T05:59:40Z'],
      ),
    ]);
    expect(await ask()).toEqual({
      kind: 'told',
      statuses: [
        { passed: true, at: NOW - 3_000, says: 'Success: HTTP Status Code 200, OK' },
        { passed: false, at: NOW - 20_000, says: 'Failure: Connection timed out.' },
      ],
    });
    expect(stub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /2013-04-01/healthcheck/c-1/status',
    ]);
  });

  it('leaves out what is no status, and cuts what is too long or too many', async () => {
    const at = '2021-04-06T05:59:57Z';
    const many = Array.from({ length: 150 }, () => [`Failure: ${'x'.repeat(900)}`, at] as const);
    const odd = [
      ['Unknown', at],
      ['', at],
    ] as const;
    const { ask } = await route53Of(() => [200, observed(...odd, ...many)]);
    const word = await ask();
    if (word.kind !== 'told') throw new Error(word.why);
    expect(word.statuses).toHaveLength(98);
    expect(word.statuses.every(({ says }) => says.length === 200)).toBe(true);
  });

  it.each([
    ['throttled', 400, 'Throttling', /Throttling/],
    ['refused', 403, 'AccessDenied', /AccessDenied/],
    ['gone', 404, 'NoSuchHealthCheck', /NoSuchHealthCheck/],
    ['down', 503, 'ServiceUnavailable', /ServiceUnavailable/],
  ])('is silence when it is %s, and it is asked once', async (_, status, code, why) => {
    const { ask, stub } = await route53Of(() => [status, refused(code)]);
    expect(await ask()).toMatchObject({ kind: 'silent', why: expect.stringMatching(why) });
    expect(stub.requests).toHaveLength(1);
  });

  it('is silence where nobody answers, or with something else', async () => {
    const hanging = await route53Of(() => null);
    expect(await hanging.ask()).toMatchObject({ kind: 'silent' });
    const babble = await route53Of(() => [200, '<html>']);
    expect(await babble.ask()).not.toMatchObject({ statuses: [expect.anything()] });
  });

  it('is silence of a platform that has no check yet, which is not asked for', async () => {
    const { ask, stub } = await route53Of(() => [200, observed()]);
    expect(await ask(platformId('autre'))).toMatchObject({ kind: 'silent' });
    expect(stub.requests).toEqual([]);
  });

  it('is asked three times at once and then every two seconds, of an account’s four and one', async () => {
    const { ask, pass, stub } = await route53Of(() => [200, observed()]);
    const words = await Promise.all([1, 2, 3, 4, 5].map(() => ask()));
    expect(words.map(({ kind }) => kind)).toEqual(['told', 'told', 'told', 'unasked', 'unasked']);
    pass(2_000);
    expect((await ask()).kind).toBe('told');
    expect((await ask()).kind).toBe('unasked');
    expect(stub.requests).toHaveLength(4);
  });
});

it('no run of requests is let through faster than its measure', () => {
  const waits = fc.array(fc.integer({ min: -500, max: 5_000 }), { maxLength: 100 });
  fc.assert(
    fc.property(waits, (steps) => {
      const admit = measuredOut({ burst: 3, everyMs: 2_000 });
      let now = NOW;
      const first = now + (steps[0] ?? 0);
      let latest = first;
      let admitted = 0;
      for (const step of steps) {
        now += step;
        latest = Math.max(latest, now);
        if (admit(now)) admitted += 1;
        expect(admitted).toBeLessThanOrEqual(3 + (latest - first) / 2_000);
      }
    }),
  );
});

describe('which checks are the origins’', () => {
  const checks = { both: 'b', origin: 'o', hold: 'h' };

  it('is read once for five minutes, and the hold’s part is left out', async () => {
    let [now, reads] = [NOW, 0];
    const read = async () => {
      reads += 1;
      return { platforms: new Map([['ent', checks]]) };
    };
    const known = originChecks({ clock: { now: () => epochMs(now) }, read });
    expect(await Promise.all([known(), known()])).toEqual([
      new Map([[ent, 'o']]),
      new Map([[ent, 'o']]),
    ]);
    expect(reads).toBe(1);
    now += 300_000;
    await known();
    expect(reads).toBe(2);
  });

  it('is asked again at once where it could not be read, and nobody is asked meanwhile', async () => {
    const answers = [
      async () => Promise.reject(new PreauError('not-found', 'no stack')),
      async () => ({ platforms: new Map([['ent', checks]]) }),
    ];
    const clock = { now: () => epochMs(NOW) };
    const known = originChecks({ clock, read: async () => answers.shift()?.() ?? never() });
    const { stub } = await route53Of(() => [200, observed()]);
    const route53 = clients[0] ?? never();
    const checkers = createRoute53Checkers({
      route53,
      originChecks: known,
      intervalMs: seconds(10),
      clock,
    });
    expect(await checkers.ask(ent)).toMatchObject({
      kind: 'silent',
      why: expect.stringContaining('no stack'),
    });
    expect(stub.requests).toEqual([]);
    expect(await checkers.ask(ent)).toEqual({ kind: 'told', statuses: [] });
  });
});

it('the embedded Route 53 tells in the same way of an origin that lives and dies', () =>
  withFolder(async (folder) => {
    const names = await startNames(aSpec(folder, [aPlatform('ent-x', 1)]));
    const { route53 } = clientsFor(names);
    const origin = createServer((_, response) => response.end('Se connecter'));
    origin.listen(0, '127.0.0.1');
    await once(origin, 'listening');
    try {
      const made = await route53.send(
        new CreateHealthCheckCommand({
          CallerReference: 'one',
          HealthCheckConfig: {
            Type: 'HTTP_STR_MATCH',
            IPAddress: '127.0.0.1',
            Port: (origin.address() as AddressInfo).port,
            ResourcePath: '/',
            SearchString: 'Se connecter',
            RequestInterval: 10,
            FailureThreshold: 1,
          },
        }),
      );
      const says = async () => {
        const word = await createRoute53Checkers({
          route53,
          originChecks: async () => new Map([[ent, made.HealthCheck?.Id ?? '']]),
          intervalMs: seconds(10),
          clock: { now: () => epochMs(Date.now()) },
        }).ask(ent);
        if (word.kind !== 'told') throw new Error(word.why);
        return hearCheckers(word.statuses, epochMs(Date.now()), seconds(10));
      };
      await until(async () => (await says()).says === 'up');
      origin.close();
      origin.closeAllConnections();
      await until(async () => (await says()).says === 'down');
      expect(await says()).toMatchObject({ says: 'down', passing: 0, of: 5 });
    } finally {
      origin.closeAllConnections();
      origin.close();
      route53.destroy();
      await names.stop();
    }
  }));

function never(): never {
  throw new Error('asked too often');
}
