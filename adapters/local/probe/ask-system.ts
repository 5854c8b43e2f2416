import { lookup as systemLookup } from 'node:dns/promises';
import { ProbeStop } from './probe-stop.ts';

/** The addresses of a name, as the system's resolver gives them. */
export type Lookup = (name: string) => Promise<readonly string[]>;

const bySystem: Lookup = async (name) =>
  (await systemLookup(name, { all: true, family: 4 })).map(({ address }) => address);

/** What the system says of a name that is not there, or has no address. */
const ABSENT: readonly string[] = ['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME'];

/**
 * Ask the system's resolver for a name's addresses, for at most `timeoutMs`: it has its own ideas
 * of patience.
 *
 * @throws ProbeStop with the stage `dns`
 */
export async function askSystem(
  name: string,
  timeoutMs: number,
  lookup: Lookup = bySystem,
): Promise<readonly string[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const detail = `no answer in ${timeoutMs} ms`;
  const timer = setTimeout(
    () => reject(new ProbeStop({ stage: 'dns', kind: 'dns-timeout', detail })),
    timeoutMs,
  );
  try {
    return await Promise.race([lookup(name), late]);
  } catch (error) {
    throw error instanceof ProbeStop ? error : stopOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function stopOf(error: unknown): ProbeStop {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = ABSENT.includes(code) ? 'dns-nxdomain' : 'dns-servfail';
  return new ProbeStop({ stage: 'dns', kind, detail: String(error) });
}
