import { ALARMS, EVENT_BUS } from '../../config/aws-names.ts';
import { ACCOUNT } from './moto-server.ts';
import { callJson } from './aws-wire.ts';

/** The event bus that alarms on health checks come to, with its rule to the queue of rounds. */
export interface AlarmBus {
  /** Say on it what CloudWatch would of a platform's origin. */
  ring(platform: string, value: 'ALARM' | 'OK'): Promise<void>;
}

/** Make bus, rule and target, as lib/alarm-bus.ts has them. */
export async function makeAlarmBus(
  endpoint: string,
  region: string,
  queueArn: string,
): Promise<AlarmBus> {
  const call = (operation: string, body: object): Promise<unknown> => {
    const target = `AWSEvents.${operation}`;
    return callJson(endpoint, { target, service: 'events', region }, body);
  };
  await call('CreateEventBus', { Name: EVENT_BUS });
  const EventPattern = JSON.stringify({
    account: [ACCOUNT],
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: { alarmName: [{ prefix: 'preau/' }] },
  });
  await call('PutRule', { Name: 'alarms', EventBusName: EVENT_BUS, EventPattern });
  const Targets = [{ Id: 'rounds', Arn: queueArn }];
  await call('PutTargets', { Rule: 'alarms', EventBusName: EVENT_BUS, Targets });
  return {
    ring: async (platform, value) => {
      const timestamp = new Date().toISOString();
      const detail = {
        alarmName: ALARMS.origin(platform),
        state: { value, reason: 'Threshold Crossed', timestamp },
      };
      const event = {
        EventBusName: EVENT_BUS,
        Source: 'aws.cloudwatch',
        DetailType: 'CloudWatch Alarm State Change',
        Detail: JSON.stringify(detail),
      };
      await call('PutEvents', { Entries: [event] });
    },
  };
}
