import { GetChangeCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { retryBusy } from './dns-error.ts';

/**
 * How far a change of Route 53 is: `insync` once every name server has it.
 *
 * @throws PreauError `not-found`, `dns-unreachable`, `dns-change-refused`
 */
export async function changeState(
  route53: Route53Client,
  changeId: string,
): Promise<'pending' | 'insync'> {
  const { ChangeInfo } = await retryBusy(`asking for change ${changeId}`, () =>
    route53.send(new GetChangeCommand({ Id: changeId })),
  );
  return ChangeInfo?.Status === 'INSYNC' ? 'insync' : 'pending';
}
