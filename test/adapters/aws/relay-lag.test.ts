import type { CloudWatchClient, GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { relayLag } from '../../../adapters/aws/relay-lag.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: how far workers are behind the journal is the worst of the last minutes, and no failure passes for
// nought. Method: a client that writes down what it is asked, and answers as CloudWatch does.

const NOW = epochMs(Date.UTC(2026, 2, 3, 8, 0));

function clientThat(answer: () => Promise<unknown>) {
  const asked: GetMetricDataCommandInput[] = [];
  const send = (command: { readonly input: GetMetricDataCommandInput }) => {
    asked.push(command.input);
    return answer();
  };
  return { asked, client: { send } as unknown as Pick<CloudWatchClient, 'send'> };
}

test('is the worst value of five minutes, of that function alone', async () => {
  const { asked, client } = clientThat(async () => ({
    MetricDataResults: [{ Id: 'lag', Values: [12, 61_000, 900] }],
  }));
  expect(await relayLag(client, 'Preau-relay', NOW)).toBe(61_000);
  const [question] = asked;
  expect(Number(question?.EndTime) - Number(question?.StartTime)).toBe(300_000);
  expect(question?.MetricDataQueries?.[0]?.MetricStat).toMatchObject({
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: 'Preau-relay' }],
    },
    Stat: 'Maximum',
  });
});

test('is nought where no entry was handed out', async () => {
  for (const answer of [{}, { MetricDataResults: [{ Id: 'lag' }] }])
    expect(await relayLag(clientThat(async () => answer).client, 'r', NOW)).toBe(0);
});

test('is not known where CloudWatch does not answer', async () => {
  const { client } = clientThat(async () => Promise.reject(new Error('down')));
  await expect(relayLag(client, 'r', NOW)).rejects.toMatchObject({ code: 'store-unavailable' });
});
