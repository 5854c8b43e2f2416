import type { Clock, ProbeRequest, Prober } from '../../app/ports.ts';
import type {
  Observation,
  ProbeFailure,
  ProbeStage,
  ProbeTimes,
} from '../../core/watch/observation.ts';
import type {
  NameAnswer,
  RawAnswer,
  SeenCertificate,
  TriedAddress,
} from '../../core/watch/probe-record.ts';
import { type AskedPage, askPage } from './probe/ask-page.ts';
import { describeProbe } from './probe/describe-probe.ts';
import { judgePage } from './probe/judge-page.ts';
import { openFirstSecure } from './probe/open-first-secure.ts';
import { ProbeStop } from './probe/probe-stop.ts';
import { createRawKeeper, type RawKeeper } from './probe/raw-keeper.ts';
import { type ResolvedName, resolveName } from './probe/resolve-name.ts';
import { type NameSources, serversFor } from './probe/servers-for.ts';
import { stageDeadlines } from './probe/stage-deadlines.ts';

export interface ProberOptions extends NameSources {
  readonly clock: Pick<Clock, 'now'>;
  /** Trusted authorities in PEM, instead of the system's own. */
  readonly ca?: string;
  /**
   * Which addresses may be connected to. A name that has no other is not probed, and that says
   * nothing of its platform. @default all
   */
  readonly mayConnect?: (address: string) => boolean;
}

/** What the stages leave behind as they go. */
interface Trail {
  named?: ResolvedName;
  names?: readonly NameAnswer[];
  address?: string;
  tried?: readonly TriedAddress[];
  certificate?: SeenCertificate;
  isLegacy?: boolean;
  asked?: AskedPage;
}

/**
 * Probes in stages over real sockets: DNS, TCP, TLS with its certificate verified, HTTP, body.
 * Each probe is a fresh connection and ends within its budget, whatever the other side does; each
 * stage ends early enough to leave the next ones their part of it. Never rejects.
 */
export function createProber(options: ProberOptions): Prober {
  const keeper = createRawKeeper();
  return { probe: (request) => probe(options, request, keeper) };
}

async function probe(
  options: ProberOptions,
  request: ProbeRequest,
  keeper: RawKeeper,
): Promise<Observation> {
  const at = options.clock.now();
  const { platform, vantage, target } = request;
  const watch = startStopwatch();
  const trail: Trail = {};
  const failure = await lookInStages(options, request, watch, trail);
  const totalMs = Math.round(watch.passedMs());
  const names = trail.names ?? (await trail.named?.close()) ?? [];
  const { raw, certificate, ...described } = describeProbe({ ...trail, names }, failure, target);
  const keeps = (seen: RawAnswer | SeenCertificate): boolean =>
    keeper.keeps(request, seen, performance.now());
  const isRefused = failure?.stage === 'tls';
  return {
    platform,
    vantage,
    target,
    at,
    ...described,
    ...(certificate !== undefined && (isRefused || keeps(certificate)) && { certificate }),
    ...(raw !== undefined && keeps(raw) && { raw }),
    failure,
    timesMs: watch.times,
    totalMs,
  };
}

async function lookInStages(
  options: ProberOptions,
  request: ProbeRequest,
  { passedMs, timed }: Stopwatch,
  trail: Trail,
): Promise<ProbeFailure | null> {
  const { budgetMs } = request;
  const until = stageDeadlines(budgetMs);
  const left = (deadlineMs: number): number => Math.max(1, deadlineMs - passedMs());
  try {
    const servers = serversFor(options, request, until.dnsMs);
    const patience = { headStartMs: until.dnsMs / 2, evidenceMs: budgetMs / 8 };
    trail.named = await timed('dns', resolveName(servers, patience));
    const addresses = connectable(trail.named, options);
    [trail.address] = addresses;
    const sockets: { destroy(): unknown }[] = [];
    try {
      const opened = await openFirstSecure(
        { addresses, ...(trail.named.isDisputed && { isDisputed: true }) },
        {
          ...request,
          ca: options.ca,
          leftMs: (stage) => left(stage === 'tcp' ? until.tcpMs : until.tlsMs),
          timed,
          onOpen: (socket) => void sockets.push(socket),
          onTried: (address, tried) => Object.assign(trail, { address, tried }),
        },
      );
      trail.isLegacy = opened.isLegacy;
      trail.certificate = opened.certificate;
      const asked = await timed(
        'http',
        askPage(opened.secure, {
          host: request.serverName,
          path: request.path,
          headersMs: left(until.httpMs),
          wholeMs: left(until.bodyMs),
        }),
      );
      trail.asked = asked;
      if (asked.page === undefined || asked.stop !== null) return asked.stop?.failure ?? null;
      return judgePage(asked.page, request, passedMs());
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  } catch (error) {
    if (!(error instanceof ProbeStop)) return unforeseen(error);
    const { certificate, names, tried } = error.evidence;
    if (tried !== undefined) trail.tried = tried;
    if (certificate !== undefined) trail.certificate = certificate;
    if (names !== undefined) trail.names = names;
    return error.failure;
  }
}

/** A fault of our own says nothing of the platform, and spoils this probe alone. */
function unforeseen(error: unknown): ProbeFailure {
  const detail = `a fault of the probe itself: ${String(error)}`.slice(0, 200);
  return { stage: 'vantage', kind: 'vantage-silent', detail };
}

/** Never empty. */
function connectable(
  { addresses }: ResolvedName,
  { mayConnect = () => true }: ProberOptions,
): readonly [string, ...string[]] {
  const [first, ...others] = addresses.filter((address) => mayConnect(address));
  if (first !== undefined) return [first, ...others];
  const detail = `the addresses of this name may not be connected to from here: ${addresses.join(', ')}`;
  throw new ProbeStop({ stage: 'vantage', kind: 'vantage-silent', detail });
}

type Stopwatch = ReturnType<typeof startStopwatch>;

function startStopwatch() {
  const started = performance.now();
  const times: { -readonly [stage in ProbeStage]?: ProbeTimes[stage] } = {};
  const passedMs = (): number => performance.now() - started;
  const timed = async <T>(stage: ProbeStage, work: Promise<T>): Promise<T> => {
    const from = performance.now();
    try {
      return await work;
    } finally {
      times[stage] = Math.round((performance.now() - from) * 10) / 10;
    }
  };
  return { times, passedMs, timed };
}
