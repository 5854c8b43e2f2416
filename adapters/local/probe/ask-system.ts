import { lookup as systemLookup } from 'node:dns/promises';
import { afterDeadline } from './after-deadline.ts';
import { ProbeStop } from './probe-stop.ts';

/** The addresses of a name, as the system's resolver gives them. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/** IPv4 first, as name servers are asked. */
const bySystem: Lookup = async (name) =>
  (await systemLookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);

/** What the system says of a name that is not there, or has no address. */
const ABSENT: readonly string[] = ['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME'];

/** Most addresses that one answer is believed for, as by {@link readAddresses}. */
const ADDRESSES_MAX = 16;

/**
 * Ask the system's resolver for a name's addresses, for at most `timeoutMs`: it has its own ideas
 * of patience.
 *
 * @returns never empty
 * @throws ProbeStop with the stage `dns`
 */
export async function askSystem(
  name: string,
  timeoutMs: number,
  lookup: Lookup = bySystem,
): Promise<readonly string[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const detail = `no answer in ${Math.round(timeoutMs)} ms`;
  const callOff = afterDeadline(timeoutMs, () =>
    reject(new ProbeStop({ stage: 'dns', kind: 'dns-timeout', detail })),
  );
  try {
    const addresses = await Promise.race([lookup(name), late]);
    if (addresses.length > 0) return addresses.slice(0, ADDRESSES_MAX);
    throw new ProbeStop({ stage: 'dns', kind: 'dns-nxdomain', detail: `${name}: no address` });
  } catch (error) {
    throw error instanceof ProbeStop ? error : stopOf(error);
  } finally {
    callOff();
  }
}

function stopOf(error: unknown): ProbeStop {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = ABSENT.includes(code) ? 'dns-nxdomain' : 'dns-servfail';
  return new ProbeStop({ stage: 'dns', kind, detail: String(error) });
}
