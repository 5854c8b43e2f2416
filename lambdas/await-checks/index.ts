import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { checkHealth } from '../../adapters/aws/check-health.ts';
import { createZoneRecords } from '../../adapters/aws/zone-records.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { GLOBAL_REGION } from '../../config/aws-names.ts';
import { putAnswer } from './answer.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  clock: systemClock,
  health: checkHealth({
    cloudwatch: new CloudWatchClient({ region: GLOBAL_REGION }),
    clock: systemClock,
  }),
  records: createZoneRecords(new Route53Client({})),
  put: putAnswer(),
  pause: delay,
});
