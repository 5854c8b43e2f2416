import type { Delegation } from '../dns-delegation.ts';
import { afterDeadline } from './after-deadline.ts';
import type { NameServer } from './ask-name.ts';
import { ProbeStop } from './probe-stop.ts';

/**
 * A name's own servers, two of them. Whoever looks for them has its own patience; a probe has its own.
 *
 * @throws ProbeStop with the stage `dns`
 */
export async function foundWithin(
  delegation: Delegation,
  name: string,
  timeoutMs: number,
): Promise<readonly [NameServer, NameServer?]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const stop = (kind: 'dns-timeout' | 'dns-servfail', detail: string): ProbeStop =>
    new ProbeStop({ stage: 'dns', kind, detail });
  const callOff = afterDeadline(timeoutMs, () =>
    reject(stop('dns-timeout', `${name}: its name servers were not found in time`)),
  );
  try {
    const [first, second] = await Promise.race([delegation.serversOf(name), late]);
    if (first !== undefined) return second === undefined ? [first] : [first, second];
    throw stop('dns-servfail', `${name}: it has no name servers`);
  } catch (error) {
    throw error instanceof ProbeStop ? error : stop('dns-servfail', String(error));
  } finally {
    callOff();
  }
}
