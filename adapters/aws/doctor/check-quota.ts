import { GetAccountLimitCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { finding, type Finding } from './finding.ts';

/** Origin, hold and both, for each sheltered platform; one that is always healthy. */
const CHECKS_PER_PLATFORM = 3;

/**
 * Whether the account has room for the health checks that the stacks make.
 *
 * @param made how many of the account's checks are Préau's already
 */
export async function checkQuota(
  client: Route53Client,
  { sheltered, made }: { readonly sheltered: number; readonly made: () => Promise<number> },
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const Type = 'MAX_HEALTH_CHECKS_BY_OWNER';
  const [{ Limit, Count: used = 0 }, ours] = await Promise.all([
    client.send(new GetAccountLimitCommand({ Type }), { abortSignal }),
    made(),
  ]);
  const limit = Limit?.Value ?? 0;
  const needed = sheltered === 0 ? 0 : sheltered * CHECKS_PER_PLATFORM + 1;
  const others = Math.max(0, used - ours);
  const fits = needed + others <= limit;
  return [finding('quota', fits ? 'quota-fits' : 'quota-exceeded', { needed, others, limit })];
}
