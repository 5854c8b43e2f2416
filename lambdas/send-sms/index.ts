import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { openSending } from '../open-sending.ts';
import { createHandler } from './handler.ts';
import { openSms } from './open-sms.ts';

const deployment = readDeployment();
const sending = openSending(deployment, variable('smsQueue'));

export const handler = createHandler({
  ...sending,
  ports: { ...sending.ports, sms: openSms(deployment.config) },
});
