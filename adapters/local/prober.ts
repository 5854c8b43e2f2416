import type { Clock, ProbeRequest, Prober } from '../../app/ports.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import type { Observation, ProbeStage } from '../../core/watch/observation.ts';
import { hashOf } from './hash.ts';
import { askName, type NameServer } from './probe/ask-name.ts';
import { askSystem, type Lookup } from './probe/ask-system.ts';
import { askPage, type ProbedPage } from './probe/ask-page.ts';
import { judgePage } from './probe/judge-page.ts';
import { openTcp } from './probe/open-tcp.ts';
import { openTls } from './probe/open-tls.ts';
import { ProbeStop } from './probe/probe-stop.ts';

export interface ProberOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** The authority that the DNS stage asks; absent = the system's resolver. */
  readonly nameServer?: NameServer;
  /**
   * The zones that it is the authority of, lower case: other names are the system's to resolve.
   * @default it is asked for every name
   */
  readonly zones?: readonly string[];
  /** Extra trusted authorities in PEM; absent = the system's own. */
  readonly ca?: string;
  /** How names are resolved where no authority is asked. @default the system's resolver */
  readonly lookup?: Lookup;
}

/**
 * Probes in stages over real sockets: DNS, TCP, TLS with its certificate verified, HTTP, body.
 * Each probe is a fresh connection and ends within its budget, whatever the other side does.
 */
export function createProber(options: ProberOptions): Prober {
  return { probe: (request) => probe(options, request) };
}

async function probe(options: ProberOptions, request: ProbeRequest): Promise<Observation> {
  const at = options.clock.now();
  const started = performance.now();
  const left = (): number => Math.max(1, request.budgetMs - (performance.now() - started));
  const times: { [stage in ProbeStage]?: number } = {};
  const timed = async <T>(stage: ProbeStage, work: Promise<T>): Promise<T> => {
    const from = performance.now();
    try {
      return await work;
    } finally {
      times[stage] = Math.round((performance.now() - from) * 10) / 10;
    }
  };
  const base = { platform: request.platform, vantage: request.vantage, target: request.target, at };
  const measured = () => ({ timesMs: times, totalMs: Math.round(performance.now() - started) });
  const found: { address?: string; certificateNotAfter?: EpochMs; page?: ProbedPage } = {};
  try {
    const { sourceAddress } = request;
    const [address] = await timed('dns', resolve(options, request, left()));
    if (address === undefined) throw noAddress(request);
    found.address = address;
    const tcp = { sourceAddress, timeoutMs: left() };
    const socket = await timed('tcp', openTcp(address, request.port, tcp));
    try {
      const tls = { ca: options.ca, timeoutMs: left() };
      const secure = await timed('tls', openTls(socket, request.serverName, tls));
      found.certificateNotAfter = epochMs(Date.parse(secure.getPeerCertificate().valid_to));
      const ask = { host: request.serverName, path: request.path, timeoutMs: left() };
      const page = await timed('http', askPage(secure, ask));
      found.page = page;
      const failure = judgePage(page, request, performance.now() - started);
      return { ...base, ...describe(found, request), failure, ...measured() };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    if (!(error instanceof ProbeStop)) throw error;
    return { ...base, ...describe(found, request), failure: error.failure, ...measured() };
  }
}

async function resolve(
  { nameServer, zones, lookup }: ProberOptions,
  { resolve: name, sourceAddress }: ProbeRequest,
  timeoutMs: number,
): Promise<readonly string[]> {
  if (nameServer !== undefined && (zones === undefined || isWithin(name, zones)))
    return askName(nameServer, name, { sourceAddress, timeoutMs });
  return askSystem(name, timeoutMs, lookup);
}

const isWithin = (name: string, zones: readonly string[]): boolean =>
  zones.some((zone) => name === zone || name.endsWith(`.${zone}`));

const noAddress = ({ resolve: name }: ProbeRequest): ProbeStop =>
  new ProbeStop({ stage: 'dns', kind: 'dns-nxdomain', detail: `${name}: no address` });

function describe(
  found: { address?: string; certificateNotAfter?: EpochMs; page?: ProbedPage },
  { target }: ProbeRequest,
) {
  const { address, certificateNotAfter, page } = found;
  const build = page?.headers['preau-build'];
  return {
    ...(address === undefined ? {} : { address }),
    ...(certificateNotAfter === undefined ? {} : { certificateNotAfter }),
    ...(page === undefined ? {} : { status: page.status }),
    ...(target === 'mirror' && typeof build === 'string' ? { buildId: build.slice(0, 64) } : {}),
    ...(target === 'mirror' && page !== undefined ? { bodySha256: hashOf(page.body) } : {}),
  };
}
