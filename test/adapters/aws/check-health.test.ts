// Goal: a check is healthy only when its latest datapoint says so; one that nothing is known of is
// never taken for healthy. Method: GetMetricData at an endpoint of the test's own (AwsJson both
// ways), since no emulator has the metrics of health checks.
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it } from 'vitest';
import { type CheckHealth, checkHealth } from '../../../adapters/aws/check-health.ts';
import { epochMs } from '../../../core/units.ts';
import { startStub, type Stub } from '../../contract/store-endpoint.ts';

const NOW = 1_617_688_800_000;
const clock = { now: () => epochMs(NOW) };
const stubs: Stub[] = [];
afterEach(async () => {
  for (const stub of stubs.splice(0)) await stub.stop();
});

interface Question {
  readonly NextToken?: string;
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat: {
      readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] };
    };
  }[];
}
/** By health check: minutes ago and value, as CloudWatch may have them, in any order. */
type Points = Readonly<Record<string, readonly (readonly [minutesAgo: number, value: number])[]>>;

async function cloudWatch(answer: (question: Question, call: number) => object, status = 200) {
  const questions: Question[] = [];
  const stub = await startStub(({ body }, response) => {
    const question = JSON.parse(body.toString('utf8')) as Question;
    questions.push(question);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer(question, questions.length)));
  });
  stubs.push(stub);
  const cloudwatch = new CloudWatchClient({
    endpoint: stub.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return { ask: checkHealth({ cloudwatch, clock }), questions };
}

const resultsOf = (question: Question, points: Points) =>
  question.MetricDataQueries.map(({ Id, MetricStat }) => {
    const known = points[MetricStat.Metric.Dimensions[0]?.Value ?? ''] ?? [];
    return {
      Id,
      Timestamps: known.map(([minutesAgo]) => NOW / 1_000 - minutesAgo * 60),
      Values: known.map(([, value]) => value),
    };
  });

describe('a health check', () => {
  it('is what its latest datapoint says, with its instant', async () => {
    const points = {
      well: [[1, 1]],
      fallen: [
        [2, 1],
        [1, 0],
      ],
      back: [
        [1, 1],
        [2, 0],
      ],
    } as const;
    const { ask } = await cloudWatch((question) => ({
      MetricDataResults: resultsOf(question, points),
    }));
    const at = epochMs(NOW - 60_000);
    expect(await ask(['well', 'fallen', 'back', 'new'])).toEqual(
      new Map<string, CheckHealth>([
        ['well', { healthy: true, at }],
        ['fallen', { healthy: false, at }],
        ['back', { healthy: true, at }],
        ['new', 'no data'],
      ]),
    );
  });

  it('without an answer, or with one of another shape, has no data', async () => {
    const { ask } = await cloudWatch(() => ({ MetricDataResults: [{ Id: 'z' }, {}] }));
    expect(await ask(['one'])).toEqual(new Map([['one', 'no data']]));
  });
});

describe('many health checks', () => {
  it('are asked for five hundred at a time', async () => {
    const ids = Array.from({ length: 501 }, (_, n) => `check-${n}`);
    const points = Object.fromEntries(ids.map((id) => [id, [[1, 1]] as const]));
    const { ask, questions } = await cloudWatch((question) => ({
      MetricDataResults: resultsOf(question, points),
    }));
    const known = await ask(ids);
    expect(questions.map(({ MetricDataQueries }) => MetricDataQueries.length)).toEqual([500, 1]);
    expect([...known.values()].every((one) => one !== 'no data' && one.healthy)).toBe(true);
  });

  it('come in pages, and pages without end are left', async () => {
    const { ask, questions } = await cloudWatch((question, call) => ({
      MetricDataResults: call === 2 ? resultsOf(question, { one: [[1, 1]] }) : [],
      NextToken: `page-${call}`,
    }));
    expect((await ask(['one'])).get('one')).toMatchObject({ healthy: true });
    expect(questions).toHaveLength(20);
    expect(questions[1]?.NextToken).toBe('page-1');
  });

  it('cannot be asked for: that is told, and nothing is called healthy', async () => {
    const { ask } = await cloudWatch(() => ({ __type: 'InternalServiceFault' }), 500);
    await expect(ask(['one'])).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
  });
});
