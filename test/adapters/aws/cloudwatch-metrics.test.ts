// Goal: the metrics of a platform are asked for where they are, by their names and dimensions, now and a
// week before; what cannot be read is unknown. Method: GetMetricData at an endpoint of the test's own
// (AwsJson both ways), since no emulator has these metrics.
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { afterEach, expect, test } from 'vitest';
import { createCloudWatchMetrics } from '../../../adapters/aws/metrics/cloudwatch-metrics.ts';
import { metricQueries } from '../../../adapters/aws/metrics/metric-queries.ts';
import type { PlatformMetricsConfig } from '../../../config/schema-metrics.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { startStub, type Stub } from '../../contract/store-endpoint.ts';

const FROM = 1_617_688_800_000;
const SPAN = { from: epochMs(FROM), to: epochMs(FROM + 10 * 60_000) };
const stubs: Stub[] = [];
afterEach(async () => {
  for (const stub of stubs.splice(0)) await stub.stop();
});

interface Question {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly NextToken?: string;
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat: {
      readonly Period: number;
      readonly Stat: string;
      readonly Metric: {
        readonly Namespace: string;
        readonly MetricName: string;
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
      };
    };
  }[];
}

const ENT: PlatformMetricsConfig = {
  loadBalancer:
    'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/app/ent/0a1b2c3d4e5f6071',
  webAcl: { metric: 'ent-acl', region: 'eu-west-3' },
  shieldResource: 'arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL',
};

async function cloudWatch(
  answer: (question: Question) => object,
  { status = 200, timeoutMs = 5_000 } = {},
) {
  const asked: { readonly region: string; readonly question: Question }[] = [];
  const stub = await startStub(({ body, headers }, response) => {
    const region = /\/(\w+-\w+-\d)\/monitoring\//.exec(String(headers.authorization))?.[1] ?? '';
    const question = JSON.parse(body.toString('utf8')) as Question;
    asked.push({ region, question });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer(question)));
  });
  stubs.push(stub);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const metrics = createCloudWatchMetrics({
    clientOf: (region) =>
      new CloudWatchClient({ endpoint: stub.url, region, credentials, maxAttempts: 1 }),
    platforms: { ent: ENT },
    clock: { now: () => SPAN.to },
    timeoutMs,
  });
  return { metrics, asked };
}

/** One value a minute of the metrics named, in every span. */
const valuesOf =
  (values: Readonly<Record<string, number>>) =>
  (question: Question): object => ({
    MetricDataResults: question.MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
      const { MetricName, Dimensions } = Metric;
      const label = Dimensions.find(({ Name }) => Name === 'Label' || Name === 'AttackVector');
      const value = values[label === undefined ? MetricName : `${MetricName} ${label.Value}`];
      return {
        Id,
        Timestamps: value === undefined ? [] : [question.StartTime, question.StartTime + 60],
        Values: value === undefined ? [] : [value, value],
      };
    }),
  });

test('each Region is asked once for the span and once for the week before, a minute a value', async () => {
  const { metrics, asked } = await cloudWatch(valuesOf({}));
  const { reading, raw } = await metrics.read(platformId('ent'), SPAN);
  expect(reading).toEqual({ kind: 'read', now: {}, weekBefore: {} });
  const week = 7 * 86_400;
  const spans = asked.map(({ region, question }) => `${region} ${question.StartTime}`);
  expect(spans.toSorted()).toEqual([
    `eu-west-3 ${FROM / 1_000 - week}`,
    `eu-west-3 ${FROM / 1_000}`,
    `us-east-1 ${FROM / 1_000 - week}`,
    `us-east-1 ${FROM / 1_000}`,
  ]);
  const all = asked.flatMap(({ question }) => question.MetricDataQueries);
  expect(new Set(all.map(({ MetricStat }) => MetricStat.Period))).toEqual(new Set([60]));
  expect(raw).toMatchObject({ from: 'cloudwatch', fetchedAt: SPAN.to });
});

test('series come by our names, in our units, and what counts together is added by minute', async () => {
  const { metrics } = await cloudWatch(
    valuesOf({
      RequestCount: 1_200,
      TargetResponseTime: 0.25,
      AllowedRequests: 100,
      BlockedRequests: 20,
      ChallengeRequests: 50,
      RequestsWithValidChallengeToken: 5,
      'BlockedRequests high-suspicion-ddos-request': 15,
      'ChallengeRequests high-suspicion-ddos-request': 40,
      DDoSDetected: 1,
      'DDoSAttackBitsPerSecond SYNFlood': 2e9,
      'DDoSAttackBitsPerSecond UDPReflection': 1e9,
    }),
  );
  const { reading } = await metrics.read(platformId('ent'), SPAN);
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading));
  const first = Object.fromEntries(
    Object.entries(reading.now).map(([name, points]) => [name, points[0]]),
  );
  const at = FROM;
  expect(first).toEqual({
    requests: { at, value: 1_200 },
    responseMs: { at, value: 250 },
    wafRequests: { at, value: 165 },
    wafSuspected: { at, value: 55 },
    challenged: { at, value: 50 },
    challengePassed: { at, value: 5 },
    ddosDetected: { at, value: 1 },
    ddosBitsPerSec: { at, value: 3e9 },
  });
  expect(reading.weekBefore.requests?.[0]?.at).toBe(FROM - 7 * 86_400_000);
});

test('metrics are named with their dimensions as AWS publishes them', () => {
  const [europe, global] = metricQueries(ENT);
  expect([europe?.region, global?.region]).toEqual(['eu-west-3', 'us-east-1']);
  const of = (name: string) => europe?.queries.find((one) => one.name === name);
  expect(of('requests')).toMatchObject({
    namespace: 'AWS/ApplicationELB',
    metric: 'RequestCount',
    stat: 'Sum',
    dimensions: { LoadBalancer: 'app/ent/0a1b2c3d4e5f6071' },
  });
  expect(of('wafSuspected')?.dimensions).toEqual({
    WebACL: 'ent-acl',
    Region: 'eu-west-3',
    LabelNamespace: 'awswaf:managed:aws:anti-ddos',
    Label: 'high-suspicion-ddos-request',
  });
  const [cloudFront] = metricQueries({ webAcl: { metric: 'ent-acl' } });
  expect(cloudFront?.region).toBe('us-east-1');
  expect(cloudFront?.queries[0]?.dimensions).toEqual({ WebACL: 'ent-acl', Rule: 'ALL' });
});

test('answers in pages are read to their end', async () => {
  let calls = 0;
  const { metrics } = await cloudWatch((question) => {
    calls += 1;
    const more = question.NextToken === undefined ? { NextToken: 'more' } : {};
    return { ...valuesOf({ RequestCount: 7 })(question), ...more };
  });
  const { reading } = await metrics.read(platformId('ent'), SPAN);
  expect(calls).toBe(8);
  expect(reading).toMatchObject({ kind: 'read' });
});

test.each(['InternalError', 'Forbidden', 'PartialData'])(
  'a series that is not given whole is unknown, and no silence: %s',
  async (StatusCode) => {
    const { metrics } = await cloudWatch((question) => ({
      MetricDataResults: question.MetricDataQueries.map(({ Id }, index) => ({
        Id,
        Timestamps: [],
        Values: [],
        StatusCode: index === 0 ? StatusCode : 'Complete',
      })),
    }));
    const { reading } = await metrics.read(platformId('ent'), SPAN);
    expect(reading).toMatchObject({ kind: 'unknown', detail: expect.stringContaining(StatusCode) });
  },
);

test('a series whose pages end whole is read, and one whose pages never end is unknown', async () => {
  const page = (status: string, more: object) => (question: Question) => ({
    MetricDataResults: question.MetricDataQueries.map(({ Id }) => ({ Id, StatusCode: status })),
    ...more,
  });
  const ends = await cloudWatch((question) =>
    question.NextToken === undefined
      ? page('PartialData', { NextToken: 'more' })(question)
      : page('Complete', {})(question),
  );
  expect((await ends.metrics.read(platformId('ent'), SPAN)).reading.kind).toBe('read');
  const endless = await cloudWatch(page('PartialData', { NextToken: 'more' }));
  expect((await endless.metrics.read(platformId('ent'), SPAN)).reading.kind).toBe('unknown');
});

test('a refusal, another form and silence are unknown, and nothing is thrown', async () => {
  const refused = await cloudWatch(() => ({ __type: 'AccessDenied', message: 'no' }), {
    status: 400,
  });
  expect((await refused.metrics.read(platformId('ent'), SPAN)).reading.kind).toBe('unknown');
  const silent = await cloudWatch(() => ({}), { timeoutMs: 1 });
  expect((await silent.metrics.read(platformId('ent'), SPAN)).reading.kind).toBe('unknown');
});

test('a platform without metrics has none, whatever its name', async () => {
  const { metrics, asked } = await cloudWatch(valuesOf({}));
  for (const name of ['other', 'constructor'])
    expect(await metrics.read(platformId(name), SPAN)).toEqual({ reading: { kind: 'none' } });
  expect(asked).toEqual([]);
});
