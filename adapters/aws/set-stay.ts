import { type Route53Client, UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import { PreauError } from '../../core/errors.ts';
import { retryBusy } from './dns-error.ts';
import { listRecordSets } from './list-record-sets.ts';

/**
 * Disable the checks of a name's origin records, or enable them again: Route 53 takes a disabled
 * check for healthy, so that the origin answers whatever its own checks and the hold say.
 *
 * The records themselves tell which checks these are, so that it is the deployed ones that stay.
 *
 * @param zoneId without its `/hostedzone/`
 * @throws PreauError `not-found` without an origin record that has a check, and as retryBusy
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
export async function setStay(
  route53: Route53Client,
  zoneId: string,
  hostname: string,
  on: boolean,
): Promise<void> {
  const listed = await listRecordSets(route53, zoneId, [hostname]);
  const checks = new Set(
    listed.flatMap(({ set }) =>
      set.SetIdentifier === 'origin' && set.HealthCheckId !== undefined ? [set.HealthCheckId] : [],
    ),
  );
  if (checks.size === 0) {
    throw new PreauError(
      'not-found',
      `Expected an origin record of ${hostname} with a health check in zone ${zoneId}, found none: deploy the records' stack.`,
    );
  }
  for (const HealthCheckId of checks) {
    await retryBusy(`${on ? 'disabling' : 'enabling'} health check ${HealthCheckId}`, () =>
      route53.send(new UpdateHealthCheckCommand({ HealthCheckId, Disabled: on })),
    );
  }
}
