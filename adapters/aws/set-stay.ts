import {
  GetHealthCheckCommand,
  type HealthCheckConfig,
  type Route53Client,
  UpdateHealthCheckCommand,
} from '@aws-sdk/client-route-53';
import { PreauError } from '../../core/errors.ts';
import { retryBusy } from './dns-error.ts';
import { listRecordSets } from './list-record-sets.ts';

/**
 * Disable the check of a name's origin itself, or enable it again: Route 53 takes a disabled check for
 * healthy, and counts it so in the calculated check of the origin's records. The hold is the other child
 * of that one and still wins, so that sheltering needs no control plane even under an order to stay.
 *
 * The records themselves tell which checks these are, so that it is the deployed ones that stay. A
 * calculated check that is disabled itself would overrule the hold: ending a stay enables it too.
 *
 * @param zoneId without its `/hostedzone/`
 * @throws PreauError `not-found` without an origin record that has a check, `dns-change-refused` for one
 *   that is not made of the origin's check and the hold's, and as retryBusy
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
  // All are known before one is changed.
  const found = await Promise.all([...checks].map((id) => originCheckOf(route53, hostname, id)));
  for (const { origin, calculated } of found) {
    await disable(route53, origin, on);
    if (!on && calculated.disabled) await disable(route53, calculated.id, false);
  }
}

interface Found {
  readonly origin: string;
  readonly calculated: { readonly id: string; readonly disabled: boolean };
}

/** The one child of a calculated check that is not inverted: the hold's is. */
async function originCheckOf(route53: Route53Client, hostname: string, id: string): Promise<Found> {
  const { ChildHealthChecks: children = [], Disabled = false } = await configOf(route53, id);
  const plain: string[] = [];
  for (const child of children) {
    const { Inverted } = await configOf(route53, child);
    if (Inverted !== true) plain.push(child);
  }
  const [origin, ...others] = plain;
  if (origin !== undefined && others.length === 0)
    return { origin, calculated: { id, disabled: Disabled } };
  throw new PreauError(
    'dns-change-refused',
    `Expected the health check ${id} of the origin record of ${hostname} to count one check of the origin beside the inverted one of the hold, got ${plain.length} of ${children.length} that are not inverted: deploy the records' stack.`,
  );
}

async function configOf(route53: Route53Client, HealthCheckId: string): Promise<HealthCheckConfig> {
  const { HealthCheck } = await retryBusy(`reading health check ${HealthCheckId}`, () =>
    route53.send(new GetHealthCheckCommand({ HealthCheckId })),
  );
  return HealthCheck?.HealthCheckConfig ?? { Type: undefined };
}

async function disable(route53: Route53Client, HealthCheckId: string, on: boolean): Promise<void> {
  await retryBusy(`${on ? 'disabling' : 'enabling'} health check ${HealthCheckId}`, () =>
    route53.send(new UpdateHealthCheckCommand({ HealthCheckId, Disabled: on })),
  );
}
