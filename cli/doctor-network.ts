import { askHost, type HostAnswer, type HostToAsk } from '../adapters/local/doctor/ask-host.ts';
import { askIssuer } from '../adapters/local/doctor/ask-issuer.ts';
import { inLanes } from '../adapters/local/in-lanes.ts';
import { systemResolver } from '../adapters/local/dns-delegation.ts';
import type { Config } from '../config/schema.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { EpochMs } from '../core/units.ts';
import { type MachineFinding, machineFinding } from './doctor-machine-finding.ts';

/** Whom `--ask-network` asks: a test gives its own. */
export interface Network {
  readonly now: () => EpochMs;
  readonly ns: (name: string) => Promise<readonly string[]>;
  readonly ask: (host: HostToAsk) => Promise<HostAnswer>;
  /** @returns why a login provider does not describe itself; null where it does */
  readonly askIssuer: (issuer: string) => Promise<string | null>;
}

export const thisNetwork: Network = {
  now: () => systemClock.now(),
  ns: systemResolver.ns,
  ask: (host) => askHost(host),
  askIssuer,
};

/** Let's Encrypt renews at 30 days: what has less was not renewed. Chosen. */
const ENDS_SOON_DAYS = 21;
const DAY_MS = 86_400_000;

/** Records and evidence are compared by their hour; the same bound as for AWS's clock. Chosen. */
const CLOCK_OFF_SEC = 10;

/** Asked side by side. Chosen. */
const LANES = 8;

/**
 * Ask the network what a configuration counts on: DNS for the servers of each zone, every platform and
 * mirror for its certificate and its hour, the console's login provider for its description. Each is asked once; nothing is sent anywhere else.
 */
export async function checkNetwork(
  config: Config,
  network: Network = thisNetwork,
): Promise<readonly MachineFinding[]> {
  const { zones } = config.names;
  const delegations = await inLanes(zones, LANES, (zone) => delegationOf(zone, network));
  const hosts = hostsOf(config);
  const asked = await inLanes(hosts, LANES, (host) => certificateOf(host, network));
  const login = await loginOf(config, network);
  return [...delegations, ...asked.map(({ found }) => found), timeOf(asked), ...login];
}

async function loginOf(
  { aws }: Config,
  { askIssuer: ask }: Network,
): Promise<readonly MachineFinding[]> {
  const issuer = aws?.console?.issuer;
  if (issuer === undefined) return [];
  const why = await ask(issuer).catch((error: unknown) => String(error));
  if (why === null) return [machineFinding('login', 'login-well', { issuer })];
  return [machineFinding('login', 'login-silent', { issuer, why: why.slice(0, 200) })];
}

type Zone = Config['names']['zones'][number];

async function delegationOf(
  { name: zone, nameServers }: Zone,
  { ns }: Network,
): Promise<MachineFinding> {
  let told: readonly string[];
  try {
    told = (await ns(zone)).map(plain).toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const isNone = code === 'ENODATA' || code === 'ENOTFOUND';
    return machineFinding('delegation', isNone ? 'delegation-none' : 'delegation-untold', {
      zone,
      why: code.slice(0, 100),
    });
  }
  const wanted = nameServers.map(plain).toSorted();
  const isRight = wanted.length === 0 || wanted.join(' ') === told.join(' ');
  const values = { zone, told: told.join(', '), wanted: wanted.join(', ') };
  return machineFinding('delegation', isRight ? 'delegation-right' : 'delegation-other', values);
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Each platform where its origin is, and where its mirror is: by its protected name at both. */
const hostsOf = ({ platforms }: Config): readonly HostToAsk[] =>
  platforms.flatMap(({ hostname: name, origin, mirror }) => {
    const [mirrorAt] = mirror?.addresses ?? [];
    return [
      { at: origin.addresses[0] ?? origin.host, port: origin.port, name },
      ...(mirror === undefined
        ? []
        : [{ at: mirrorAt ?? mirror.ownName, port: mirror.port, name }]),
    ];
  });

interface Asked {
  readonly found: MachineFinding;
  /** How far its clock is from ours; null where it told none. */
  readonly offSec: number | null;
}

async function certificateOf(host: HostToAsk, { ask, now }: Network): Promise<Asked> {
  const values = { name: host.name, at: host.at };
  try {
    const { notAfter, refused, date } = await ask(host);
    const days = Math.floor((notAfter - now()) / DAY_MS);
    const offSec = date === null ? null : Math.round((date - now()) / 1_000);
    const code =
      days < 0
        ? 'served-over'
        : refused !== null
          ? 'served-refused'
          : days < ENDS_SOON_DAYS
            ? 'served-ends'
            : 'served-well';
    const found = machineFinding('served', code, { ...values, days, why: refused ?? '' });
    return { found, offSec };
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).slice(0, 200);
    return { found: machineFinding('served', 'served-silent', { ...values, why }), offSec: null };
  }
}

/** By the one in the middle: a platform whose own clock is wrong says nothing of ours. */
function timeOf(asked: readonly Asked[]): MachineFinding {
  const offs = asked.flatMap(({ offSec }) => offSec ?? []).toSorted((one, other) => one - other);
  const middle = offs[Math.floor((offs.length - 1) / 2)];
  if (middle === undefined) return machineFinding('time', 'time-untold');
  const seconds = Math.abs(middle);
  const code = seconds > CLOCK_OFF_SEC ? 'time-off' : 'time-agrees';
  return machineFinding('time', code, { seconds, count: offs.length });
}
