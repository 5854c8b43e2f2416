import { beforeAll, describe, expect, test } from 'vitest';
import { TRIES_MAX } from '../../app/perform/carry-out.ts';
import { FUNCTIONS } from '../../config/aws-functions.ts';
import { type HomeQueue, QUEUES, queueNameOf, queueShapeOf } from '../../config/aws-queues.ts';
import { readCall } from '../../lambdas/observe/read-message.ts';
import { aHome, flat, type Made, SYNTH_MS } from './a-home.ts';

// Goal: no message of the home is lost without somebody being told, and each reaches its worker.
// Method: what must hold is asked of every queue, schedule, rule and source in the template.

let home: ReturnType<typeof aHome>;
beforeAll(() => {
  home = aHome();
}, SYNTH_MS);

interface Redrive {
  readonly deadLetterTargetArn: unknown;
  readonly maxReceiveCount: number;
}

const queues = () => home.all('AWS::SQS::Queue');
const redriveOf = ({ properties }: Made) => properties['RedrivePolicy'] as Redrive | undefined;
const isDead = ({ properties }: Made) => String(properties['QueueName']).includes('-dead');
const arnOf = ({ id }: Made) => `<${id.replace(/[0-9A-F]{8}$/, '')}.Arn>`;
const names = Object.keys(QUEUES) as HomeQueue[];
const named = (name: string): Made => {
  const found = queues().find(({ properties }) => properties['QueueName'] === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
};

describe('every queue', () => {
  test('is one of those that are described, or holds dead letters', () => {
    const described = names.flatMap((name) => [
      queueNameOf(name),
      queueNameOf(name, 'dead-letters'),
    ]);
    expect(queues().map(({ properties }) => properties['QueueName'])).toEqual(
      expect.arrayContaining([...described, 'preau-undelivered-dead']),
    );
    expect(queues().length).toBe(described.length + 1);
  });

  test('has dead letters of its own kind that are kept for two weeks; messages for four days', () => {
    for (const queue of queues()) {
      const { properties } = queue;
      expect(properties['MessageRetentionPeriod']).toBe(isDead(queue) ? 1_209_600 : 345_600);
      if (isDead(queue)) continue;
      const dead = queues().find(
        (one) => arnOf(one) === flat(redriveOf(queue)?.deadLetterTargetArn),
      );
      expect(dead && isDead(dead)).toBe(true);
      expect(dead?.properties['FifoQueue']).toBe(properties['FifoQueue']);
    }
  });

  test.each(names)('%s takes back only its own dead letters', (name) => {
    const allow = named(queueNameOf(name, 'dead-letters')).properties['RedriveAllowPolicy'];
    const { redrivePermission, sourceQueueArns } = allow as {
      readonly redrivePermission: string;
      readonly sourceQueueArns: readonly unknown[];
    };
    expect(redrivePermission).toBe('byQueue');
    expect(sourceQueueArns.map(flat)).toEqual([
      `arn:<AWS::Partition>:sqs:eu-west-3:<AWS::AccountId>:${queueNameOf(name)}`,
    ]);
  });

  test('is encrypted, by the key of the home where it names people', () => {
    for (const { properties } of queues()) {
      const isPersonal = String(properties['QueueName']).includes('receipts');
      expect([properties['SqsManagedSseEnabled'], flat(properties['KmsMasterKeyId'])]).toEqual(
        isPersonal ? [undefined, '<Key.Arn>'] : [true, 'undefined'],
      );
    }
  });

  test('refuses what does not come over TLS', () => {
    const refused = home.all('AWS::SQS::QueuePolicy').flatMap(({ properties }) => {
      const { Statement } = properties['PolicyDocument'] as { readonly Statement: object[] };
      const shut = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
      expect(Statement).toContainEqual(expect.objectContaining(shut));
      return properties['Queues'];
    });
    expect(refused.length).toBe(queues().length);
  });
});

describe('a queue and its worker', () => {
  test.each(names)(
    '%s hides a message for six calls of its worker, or as long as it says',
    (name) => {
      const { worker, visibilitySec } = queueShapeOf(name);
      const hiddenSec = Number(named(queueNameOf(name)).properties['VisibilityTimeout']);
      expect(hiddenSec).toBe(visibilitySec ?? 6 * FUNCTIONS[worker].timeoutSec);
      expect(hiddenSec).toBeGreaterThan(FUNCTIONS[worker].timeoutSec);
    },
  );

  test.each(names)('%s calls its worker, which answers for each message by itself', (name) => {
    const { worker, ...shape } = queueShapeOf(name);
    const source = sourceOf(arnOf(named(queueNameOf(name))));
    expect(flat(source['FunctionName'])).toBe(`<Functions${worker.replaceAll('-', '')}Function>`);
    expect(source['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    expect(source['BatchSize']).toBe(shape.batchSize);
    expect(source['ScalingConfig']).toEqual(
      shape.concurrencyMax === undefined ? undefined : { MaximumConcurrency: shape.concurrencyMax },
    );
  });

  test.each(['actions', 'plans', 'mail', 'sms'] as const)(
    '%s leaves an action all its tries, and as many failures beside them',
    (name) => {
      expect(redriveOf(named(queueNameOf(name)))?.maxReceiveCount).toBe(2 * TRIES_MAX);
    },
  );

  test('AWS lets no message be a dead letter by a few throttled calls', () => {
    for (const name of names)
      expect(redriveOf(named(queueNameOf(name)))?.maxReceiveCount).toBeGreaterThanOrEqual(5);
  });

  test('pages and turns go in order, one after the other', () => {
    const fifo = queues().filter(({ properties }) => properties['FifoQueue'] === true);
    expect(fifo.filter((one) => !isDead(one)).map((one) => one.properties['QueueName'])).toEqual([
      'preau-actions.fifo',
      'preau-pages.fifo',
    ]);
    // Each message says by itself what it doubles.
    for (const { properties } of fifo) expect(properties['ContentBasedDeduplication']).toBe(false);
  });
});

const sources = () =>
  home.all('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);

function sourceOf(arn: string): Readonly<Record<string, unknown>> {
  const found = sources().filter((one) => flat(one['EventSourceArn']) === arn);
  expect(found.length).toBe(1);
  return found[0] ?? {};
}

describe('the stream of the journal', () => {
  const stream = () => sourceOf('<TablesJournalTable.StreamArn>');

  test('is followed from its beginning, for new entries alone', () => {
    expect(stream()).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
    });
    // In order: what is told of two entries at once may come in another one.
    expect(stream()['ParallelizationFactor'] ?? 1).toBe(1);
  });

  test('goes on after an hour of failures, and says what it left behind', () => {
    expect(stream()).toMatchObject({ MaximumRetryAttempts: 20, MaximumRecordAgeInSeconds: 3_600 });
    const { OnFailure } = stream()['DestinationConfig'] as {
      readonly OnFailure: { readonly Destination: unknown };
    };
    expect(flat(OnFailure.Destination)).toBe('<QueuesUndelivered.Arn>');
  });
});

describe('what keeps time', () => {
  const targets = () =>
    home.all('AWS::Scheduler::Schedule').map(({ properties }) => ({
      rate: properties['ScheduleExpression'],
      target: properties['Target'] as Readonly<Record<string, unknown>>,
    }));
  const towards = (arn: string) => {
    const found = targets().find(({ target }) => flat(target['Arn']) === arn);
    if (found === undefined) throw new Error(`no schedule for ${arn}`);
    return found;
  };

  test('posts each minute what the function observe reads', () => {
    const { rate, target } = towards('<QueuesroundsQueue.Arn>');
    expect(rate).toBe('rate(1 minute)');
    const input = String(target['Input']);
    expect(input).toContain('<aws.scheduler.scheduled-time>');
    const read = readCall(input.replace('<aws.scheduler.scheduled-time>', '2021-04-06T06:00:00Z'));
    expect(read).toEqual({ kind: 'minute', due: Date.parse('2021-04-06T06:00:00Z') });
  });

  test('calls the watchdog every five minutes', () => {
    expect(towards('<FunctionswatchdogFunction.Arn>').rate).toBe('rate(5 minutes)');
  });

  test('gives up what is late, and says so', () => {
    for (const { target } of targets()) {
      const { MaximumEventAgeInSeconds } = target['RetryPolicy'] as Record<string, number>;
      expect(MaximumEventAgeInSeconds).toBeLessThanOrEqual(300);
      const { Arn } = target['DeadLetterConfig'] as { readonly Arn: unknown };
      expect(flat(Arn)).toBe('<QueuesUndelivered.Arn>');
    }
  });
});

describe('the bus of alarms', () => {
  test('has the name that us-east-1 forwards to, and takes alarms of this account alone', () => {
    const { template } = home;
    template.hasResourceProperties('AWS::Events::EventBus', { Name: 'preau' });
    const policy = home.one('AWS::Events::EventBusPolicy').properties;
    const { Principal, Condition } = policy['Statement'] as {
      readonly Principal: { readonly AWS: unknown };
      readonly Condition: unknown;
    };
    expect(flat(Principal.AWS)).toBe('arn:<AWS::Partition>:iam::<AWS::AccountId>:root');
    expect(Condition).toEqual({ StringEquals: { 'events:source': 'aws.cloudwatch' } });
  });

  test('brings to the rounds what the function observe reads, and keeps what it could not bring', () => {
    const rule = home.one('AWS::Events::Rule').properties;
    const pattern = rule['EventPattern'] as {
      readonly source: readonly string[];
      readonly 'detail-type': readonly string[];
      readonly detail: unknown;
    };
    expect(pattern.detail).toEqual({ alarmName: [{ prefix: 'preau/' }] });
    const [target = {}] = rule['Targets'] as readonly Record<string, unknown>[];
    expect(flat(target['Arn'])).toBe('<QueuesroundsQueue.Arn>');
    expect(flat((target['DeadLetterConfig'] as { readonly Arn: unknown }).Arn)).toBe(
      '<QueuesUndelivered.Arn>',
    );
    const event = {
      source: pattern.source[0],
      'detail-type': pattern['detail-type'][0],
      detail: {
        alarmName: 'preau/ent/check',
        state: { value: 'ALARM', timestamp: '2021-04-06T06:00:00.000+0000' },
      },
    };
    expect(readCall(JSON.stringify(event))).toMatchObject({
      kind: 'alarm',
      word: { platform: 'ent', check: 'check', healthy: false },
    });
  });
});

describe('what providers report', () => {
  const topicPolicy = () =>
    JSON.stringify(home.one('AWS::SNS::TopicPolicy', 'Receipts').properties);

  test('comes as it is to the queue of receipts, or to its dead letters', () => {
    const sub = home.one('AWS::SNS::Subscription', 'Receipts').properties;
    expect(flat(sub['Endpoint'])).toBe('<QueuesreceiptsQueue.Arn>');
    expect(sub['RawMessageDelivery']).toBe(true);
    const { deadLetterTargetArn } = sub['RedrivePolicy'] as Redrive;
    expect(flat(deadLetterTargetArn)).toBe('<QueuesreceiptsDeadLetters.Arn>');
  });

  test('is published by the two services, for configuration sets of this account, over TLS', () => {
    const text = topicPolicy();
    for (const service of ['ses', 'sms-voice']) {
      expect(text).toContain(`"Service":"${service}.amazonaws.com"`);
      expect(text).toContain(`:${service}:eu-west-3:`);
    }
    expect(text).toContain('"aws:SecureTransport":"false"');
  });

  test('is asked of SES for all that tells of a mail, and of nobody reading it', () => {
    const { template } = home;
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject', 'renderingFailure'],
      },
    });
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  test('is asked of End User Messaging once its topic lets it in', () => {
    const set = home.one('AWS::SMSVOICE::ConfigurationSet');
    expect(set.properties['EventDestinations']).toMatchObject([
      { Enabled: true, MatchingEventTypes: ['TEXT_ALL'] },
    ]);
    expect(JSON.stringify(set.whole['DependsOn'])).toContain('ReceiptsTopicPolicy');
  });
});

test('the domain of the sender is verified by three records that the deployment prints', () => {
  const { template } = home;
  template.hasResourceProperties('AWS::SES::EmailIdentity', {
    EmailIdentity: 'region.example',
    FeedbackAttributes: { EmailForwardingEnabled: false },
  });
  const records = Object.values(home.template.findOutputs('*')).map(({ Value }) => flat(Value));
  expect(records.filter((one) => / CNAME /.test(one)).length).toBe(3);
});
