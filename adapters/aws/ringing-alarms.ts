import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { storeError } from './store-error.ts';

/** From the question to the answer, the SDK's own retries included. Chosen: a person waits. */
const TIMEOUT_MS = 10_000;
/** One answer holds as many. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const ALARMS_MAX = 100;

/**
 * The operators' alarms of one Region that ring. It needs `cloudwatch:DescribeAlarms`.
 *
 * @param prefix what their names begin with
 * @returns their names; 100 at most
 * @throws PreauError `store-unavailable`
 */
export async function ringingAlarms(
  region: string,
  prefix: string,
  client = new CloudWatchClient({ region, maxAttempts: 2 }),
): Promise<readonly string[]> {
  try {
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({
        AlarmNamePrefix: prefix,
        StateValue: 'ALARM',
        AlarmTypes: ['MetricAlarm'],
        MaxRecords: ALARMS_MAX,
      }),
      { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    return MetricAlarms.flatMap(({ AlarmName }) => AlarmName ?? []);
  } catch (error) {
    throw storeError(error, `asking CloudWatch of ${region} for alarms`);
  } finally {
    client.destroy();
  }
}
