// Goal: names come to lean on health checks only once all of these are healthy, and on free names;
// CloudFormation is always answered, and can always roll back. Method: its requests as it sends them,
// with fakes that write down what they are asked; the answer is put to a server on loopback.
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckHealth } from '../../adapters/aws/check-health.ts';
import type { StandingRecord } from '../../app/adopt/standing-record.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { putAnswer } from '../../lambdas/await-checks/answer.ts';
import { createHandler } from '../../lambdas/await-checks/handler.ts';
import { startStub } from '../contract/store-endpoint.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

restoreLinesAfterEach();
beforeEach(() => void readLines());

const START = 1_617_688_800_000;
const URL_OF_ANSWER =
  'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a?b';

const pair = (type: 'A' | 'AAAA' | 'CNAME' | 'HTTPS' = 'A', content = '60 s') => ({
  zone: 'Z1',
  name: 'ent.region.example',
  type,
  content,
});
const ent = { platform: 'ent', hostname: 'ent.region.example', both: 'b', origin: 'o', hold: 'h' };
const properties = { ServiceToken: 'arn', always: 'a', checks: [ent], pairs: [pair()] };

const common = { ResponseURL: URL_OF_ANSWER, StackId: 's', RequestId: 'r', LogicalResourceId: 'l' };
const create = (changes: object = {}) => ({
  RequestType: 'Create',
  ResourceProperties: { ...properties, ...changes },
  ...common,
});
const update = (physical: string, changes: object = {}, old: object = {}) => ({
  RequestType: 'Update',
  PhysicalResourceId: physical,
  ResourceProperties: { ...properties, ...changes },
  OldResourceProperties: { ...properties, ...old },
  ...common,
});

const plain = (type = 'A'): StandingRecord => ({
  name: 'ent.region.example',
  type,
  ttlSec: 300,
  values: ['192.0.2.10'],
});
const weighted = (origin: number, mirror: number): readonly StandingRecord[] => [
  { ...plain(), setIdentifier: 'origin', weight: origin },
  { ...plain(), setIdentifier: 'mirror', weight: mirror },
];

type Healths = Readonly<Record<string, boolean | 'stale' | undefined>>;
const WELL: Healths = { a: true, b: true, o: true, h: true };

interface Answer {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly [key: string]: unknown;
}

interface Setting {
  /** What each look at the checks finds; the last one stays. */
  readonly looks?: readonly (Healths | Error)[];
  readonly standing?: readonly StandingRecord[];
}

function aHome({ looks = [WELL], standing = [] }: Setting = {}) {
  let now = START;
  const asked: string[][] = [];
  const zones: (readonly [string, readonly string[]])[] = [];
  const answers: { url: string; answer: Answer }[] = [];
  const handle = createHandler({
    clock: { now: () => epochMs(now) },
    health: async (ids) => {
      const found = looks[Math.min(asked.length, looks.length - 1)] ?? {};
      asked.push([...ids]);
      if (found instanceof Error) throw found;
      const entryOf = (id: string): readonly [string, CheckHealth] => {
        const state = found[id];
        if (state === undefined) return [id, 'no data'];
        const at = epochMs(state === 'stale' ? now - 6 * 60_000 : now - 60_000);
        return [id, { healthy: state !== false, at }];
      };
      return new Map(ids.map(entryOf));
    },
    records: {
      at: async (zone, names) => {
        zones.push([zone, names]);
        return standing;
      },
    },
    put: async (url, body) => {
      answers.push({ url, answer: JSON.parse(body) as Answer });
    },
    pause: async (ms) => {
      now += ms;
    },
  });
  const ask = async (event: unknown) => {
    await handle(event, contextOf() as Context);
    const last = answers.at(-1);
    if (last === undefined) throw new Error('no answer');
    return last.answer;
  };
  return { ask, asked, zones, answers, waitedMs: () => now - START };
}

describe('a first deployment', () => {
  it('goes on at once when every check is healthy and the name is free', async () => {
    const home = aHome();
    expect(await home.ask(create())).toMatchObject({
      Status: 'SUCCESS',
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'l',
    });
    expect(home.answers[0]?.url).toBe(URL_OF_ANSWER);
    expect(home.asked).toEqual([['a', 'b', 'o', 'h']]);
    expect(home.zones).toEqual([['Z1', ['ent.region.example']]]);
    expect(home.waitedMs()).toBe(0);
  });

  it('waits for a new hold check, which is unhealthy until it has data', async () => {
    const home = aHome({ looks: [{ a: true }, { ...WELL, b: false, h: false }, WELL] });
    expect(await home.ask(create())).toMatchObject({ Status: 'SUCCESS' });
    expect(home.waitedMs()).toBe(30_000);
  });

  it.each<[string, Healths, string]>([
    [
      'an origin that fails',
      { ...WELL, b: false, o: false },
      'ent (ent.region.example): its origin fails',
    ],
    [
      'a hold that is set',
      { ...WELL, b: false, h: false },
      'its hold is set; release the platform',
    ],
    ['no data at all', {}, 'nothing is known of its origin yet; nothing is known of its hold yet'],
    [
      'a hold without data',
      { ...WELL, b: false, h: undefined },
      'nothing is known of its hold yet',
    ],
    [
      'a silent calculated check',
      { ...WELL, b: undefined },
      'nothing is known of its calculated check',
    ],
    ['a calculated check that lags', { ...WELL, b: false }, 'has not followed the other two'],
    ['a word of long ago', { ...WELL, b: 'stale' }, 'nothing is known of its calculated check'],
    ['the check behind the mirrors', { ...WELL, a: undefined }, 'the check behind the mirrors'],
  ])('refuses after ten minutes of %s, with the reason', async (_name, healths, reason) => {
    const home = aHome({ looks: [healths] });
    const { Status, Reason } = await home.ask(create());
    expect(Status).toBe('FAILED');
    expect(Reason).toContain(reason);
    expect(home.waitedMs()).toBe(600_000);
  });

  it('looks again when CloudWatch does not answer, and says so if it never does', async () => {
    const silent = new PreauError('store-unavailable', 'CloudWatch is silent', { retryable: true });
    const lines = readLines();
    expect(await aHome({ looks: [silent, WELL] }).ask(create())).toMatchObject({
      Status: 'SUCCESS',
    });
    const never = await aHome({ looks: [silent] }).ask(create());
    expect(never).toMatchObject({ Status: 'FAILED' });
    expect(never.Reason).toContain('CloudWatch is silent');
    expect(lines.all().some(({ code }) => code === 'store-unavailable')).toBe(true);
  });

  it.each<[string, readonly StandingRecord[], string]>([
    [
      'a plain record',
      [plain()],
      'ent.region.example A stands in the zone as a plain record: run "preau adopt"',
    ],
    [
      'a CNAME',
      [plain('CNAME')],
      'has a CNAME record, which leads past the pair: run "preau adopt"',
    ],
    ['an HTTPS record', [plain('HTTPS')], 'has a HTTPS record'],
    ['a failover group', [{ ...plain(), setIdentifier: 'primary' }], 'another routing policy'],
    ['a pair of somebody else’s making', weighted(100, 0), 'names.zones[].adopted'],
  ])('refuses %s at the name at once', async (_name, standing, reason) => {
    const home = aHome({ standing });
    const { Status, Reason } = await home.ask(create());
    expect(Status).toBe('FAILED');
    expect(Reason).toContain(reason);
    expect(home.asked).toEqual([]);
    expect(home.waitedMs()).toBe(0);
  });

  it('refuses what cannot stand beside a CNAME, and takes an HTTPS pair of its own', async () => {
    const cname = aHome({ standing: [plain('AAAA')] });
    const told = await cname.ask(create({ pairs: [pair('CNAME')] }));
    expect(told).toMatchObject({ Status: 'FAILED' });
    expect(told.Reason).toContain('has a AAAA record, which leads past the pair');
    const https = { pairs: [pair(), pair('HTTPS')] };
    expect(await aHome().ask(create(https))).toMatchObject({ Status: 'SUCCESS' });
    const standing = await aHome({ standing: [plain('HTTPS')] }).ask(create(https));
    expect(standing.Reason).toContain('HTTPS stands in the zone as a plain record');
  });

  it('leaves other records of the name alone', async () => {
    const standing = [plain('TXT'), plain('CAA'), { ...plain(), name: 'autre.region.example' }];
    expect(await aHome({ standing }).ask(create())).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('a later deployment', () => {
  const accepted = async (changes: object = {}) =>
    (await aHome().ask(create(changes))).PhysicalResourceId;

  it('refuses to forget a type whose records would go on answering', async () => {
    const both = { pairs: [pair(), pair('AAAA')] };
    const aaaa = weighted(100, 0).map((record) => ({ ...record, type: 'AAAA' }));
    const event = update(await accepted(both), {}, both);
    const left = await aHome({ standing: [...weighted(100, 0), ...aaaa] }).ask(event);
    expect(left).toMatchObject({ Status: 'FAILED' });
    expect(left.Reason).toContain('ent.region.example AAAA still stands, though the configuration');
    const gone = await aHome({ standing: weighted(100, 0) }).ask(event);
    expect(gone).toMatchObject({ Status: 'SUCCESS' });
  });

  it('forgets a whole name, whose records stay, as when it is adopted', async () => {
    const other = { ...pair(), name: 'autre.region.example' };
    const both = { pairs: [pair(), other] };
    const standing = weighted(100, 0).map((record) => ({ ...record, name: other.name }));
    const home = aHome({ standing: [...weighted(100, 0), ...standing] });
    expect(await home.ask(update(await accepted(both), {}, both))).toMatchObject({
      Status: 'SUCCESS',
    });
  });

  it('asks again, under a new id, when a check or a pair changes', async () => {
    const before = await accepted();
    const home = aHome({ standing: weighted(100, 0) });
    const { Status, PhysicalResourceId } = await home.ask(
      update(before, { pairs: [pair('A', '30 s')] }),
    );
    expect(Status).toBe('SUCCESS');
    expect(PhysicalResourceId).not.toBe(before);
    expect(home.asked.length).toBe(1);
  });

  it('refuses while Préau has set other weights: writing the pair anew would reset them', async () => {
    const home = aHome({ standing: weighted(50, 50) });
    const { Status, Reason } = await home.ask(
      update(await accepted(), { pairs: [pair('A', '30 s')] }),
    );
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('ent.region.example A is at 50 to the origin and 50 to the mirror');
  });

  it('refuses while a platform is sheltered', async () => {
    const home = aHome({ standing: weighted(100, 0), looks: [{ ...WELL, b: false, h: false }] });
    expect(await home.ask(update(await accepted(), { pairs: [pair('A', '30 s')] }))).toMatchObject({
      Status: 'FAILED',
    });
  });

  it('looks for what stands at the names that are new', async () => {
    const home = aHome({ standing: [...weighted(100, 0), plain('AAAA')] });
    const event = update(await accepted(), { pairs: [pair(), pair('AAAA')] });
    const { Reason } = await home.ask(event);
    expect(Reason).toContain('ent.region.example AAAA stands in the zone as a plain record');
    expect(Reason).not.toContain('ent.region.example A stands');
  });

  it('that is rolled back goes back to what was accepted, whatever the checks say', async () => {
    const first = await accepted();
    const ill = { looks: [{ ...WELL, b: false, o: false }] };
    // Refused here: the id stays, and the rollback asks for the first set again.
    const refused = await aHome(ill).ask(update(first, { pairs: [] }));
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first });
    expect(await aHome(ill).ask(update(first, {}, { pairs: [] }))).toMatchObject({
      Status: 'SUCCESS',
    });
    // Accepted here, then failed by something else: the rollback finds the set before the last.
    const second = (await aHome().ask(update(first, { pairs: [] }))).PhysicalResourceId;
    const back = await aHome(ill).ask(update(second, {}, { pairs: [] }));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: first });
    // But the set that was rolled back is asked about anew.
    expect(await aHome(ill).ask(update(first, { pairs: [] }))).toMatchObject({ Status: 'FAILED' });
  });

  it('that takes all away is answered at once', async () => {
    const home = aHome({ looks: [{}], standing: [plain()] });
    const event = {
      RequestType: 'Delete',
      PhysicalResourceId: 'accepted-1',
      ResourceProperties: {},
      ...common,
    };
    expect(await home.ask(event)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'accepted-1',
    });
    expect(home.asked).toEqual([]);
    expect(home.zones).toEqual([]);
  });
});

it('answers a fault of its own with a refusal, and writes it down', async () => {
  const lines = readLines();
  const home = aHome({ looks: [WELL] });
  const broken = createHandler({
    clock: { now: () => epochMs(START) },
    health: async () => new Map(),
    records: {
      at: async () => {
        throw new PreauError('dns-unreachable', 'Route 53 is silent', { retryable: true });
      },
    },
    put: async (url, body) => {
      home.answers.push({ url, answer: JSON.parse(body) as Answer });
    },
    pause: async () => {},
  });
  await broken(create(), contextOf());
  expect(home.answers[0]?.answer).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'accepted-none',
  });
  expect(home.answers[0]?.answer.Reason).toContain('Route 53 is silent');
  expect(lines.all().some(({ code }) => code === 'dns-unreachable')).toBe(true);
});

it('answers a request of another version with a refusal, and can still be deleted', async () => {
  readLines();
  const home = aHome();
  const { Status, Reason, PhysicalResourceId } = await home.ask({
    ...update('accepted-1'),
    OldResourceProperties: { names: ['x'] },
  });
  expect(Status).toBe('FAILED');
  expect(Reason).toContain('OldResourceProperties.always');
  expect(PhysicalResourceId).toBe('accepted-1');
  expect(home.asked).toEqual([]);
});

it.each([
  ['another host', { ...create(), ResponseURL: 'https://evil.example/amazonaws.com/' }],
  ['a host that only ends alike', { ...create(), ResponseURL: 'https://evil-amazonaws.com/' }],
  ['plain HTTP', { ...create(), ResponseURL: 'http://x.s3.amazonaws.com/' }],
  ['no id to answer to', { ...create(), RequestId: '' }],
  ['nothing', undefined],
])('refuses a request with %s, and asks nobody', async (_name, event) => {
  readLines();
  const home = aHome();
  await expect(home.ask(event)).rejects.toMatchObject({ code: 'request-malformed' });
  expect(home.asked).toEqual([]);
});

it('any number of platforms gives an answer that CloudFormation takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom('é', 'x'),
      async (count, letter) => {
        const checks = Array.from({ length: count }, (_, index) => ({
          ...ent,
          platform: `p${index}`,
          hostname: letter.repeat(200),
        }));
        const home = aHome({ looks: [{}] });
        const answer = await home.ask(create({ checks }));
        expect(answer.Status).toBe('FAILED');
        expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(4_096);
        expect(answer.Reason).not.toContain('\uFFFD');
      },
    ),
    { numRuns: 30 },
  );
});

describe('the answer', () => {
  it('is put with no type, as its address is signed, and again while the store fails', async () => {
    const pauses: number[] = [];
    let calls = 0;
    const stub = await startStub((_request, response) => {
      calls += 1;
      response.writeHead(calls < 3 ? 503 : 200).end();
    });
    await putAnswer(async (ms) => pauses.push(ms))(
      `${stub.url}/a?signature=1`,
      '{"Status":"SUCCESS"}',
    );
    await stub.stop();
    expect(stub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(3).fill('PUT /a?signature=1'),
    );
    expect(stub.requests[0]?.headers['content-type']).toBe('');
    expect(stub.requests[2]?.body.toString()).toBe('{"Status":"SUCCESS"}');
    expect(pauses).toEqual([1_000, 2_000]);
  });

  it('that never arrives is an error', async () => {
    const stub = await startStub((_request, response) => response.writeHead(403).end());
    const put = putAnswer(async () => {})(stub.url, '{}');
    await expect(put).rejects.toMatchObject({ code: 'store-unavailable' });
    await stub.stop();
    expect(stub.requests.length).toBe(4);
  });
});
