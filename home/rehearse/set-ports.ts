import type { Config } from '../../config/schema.ts';
import { isLiving, readNamesFile } from '../names/names-file.ts';
import { awaitPort, choosePort } from './choose-port.ts';

/** Ports that a rehearsal's servers were given, by what they are for. */
export type Ports = { readonly [name: string]: number };

/** Where the search for a free one begins: HTTPS, SMTP and SMS gateway, each plus 8000. */
const WANTED = { origin: 8_443, mirror: 8_443, smtp: 8_025, sms: 8_013 } as const;

/** The children of a killed rehearsal end within this, and give their ports back. */
const GIVEN_BACK_MS = 2_000;

/**
 * Give every server of a rehearsal a port: the one it had before it was killed, else the wanted
 * one, else the next that is free.
 *
 * @param namesFolder of the name server, which outlives a kill: a living one keeps its port
 */
export async function setPorts(config: Config, before: Ports, namesFolder: string): Promise<Ports> {
  const ports: Record<string, number> = {};
  const deadline = performance.now() + GIVEN_BACK_MS;
  const give = async (name: string, address: string, wanted: number): Promise<void> => {
    const had = before[name];
    if (had !== undefined) await awaitPort(address, had, deadline - performance.now());
    ports[name] = await choosePort(address, had ?? wanted);
  };
  for (const { id, origin, mirror } of config.platforms) {
    await give(`origin/${id}`, origin.addresses[0] ?? LOOPBACK, WANTED.origin);
    if (mirror) await give(`mirror/${id}`, mirror.addresses[0] ?? LOOPBACK, WANTED.mirror);
  }
  await give('smtp', LOOPBACK, WANTED.smtp);
  await give('sms', LOOPBACK, WANTED.sms);
  await give('console', config.console.listen, config.console.port);
  const names = await readNamesFile(namesFolder);
  ports['names'] =
    names !== null && (await isLiving(names))
      ? names.dnsPort
      : await choosePort(LOOPBACK, before['names'] ?? config.names.port, 'both');
  return ports;
}

const LOOPBACK = '127.0.0.1';

/** Where a rehearsal's messages end, and where those that come back lie. */
interface RehearsalSinks {
  readonly smsGateway: string;
  /** A Maildir. */
  readonly bounceFolder: string;
}

/** Of no domain that is anybody's (RFC 2606). */
const BOUNCES_TO = 'retours@preau.example';

/** The sink is the one gateway, and tells nothing later. */
function withoutSecond<Sms extends NonNullable<Config['notices']['sms']>>(sms: Sms) {
  const { fallback: _second, receipts: _told, ...first } = sms;
  return first;
}

/** The configuration with its ports and its sinks in place. */
export function withPorts(config: Config, ports: Ports, sinks: RehearsalSinks): Config {
  const port = (name: string): number => ports[name] ?? 0;
  const { notices } = config;
  // Nothing may leave this machine, not even an update that its owner's name server would refuse.
  const { rfc2136: _own, ...names } = config.names;
  return {
    ...config,
    platforms: config.platforms.map((platform) => ({
      ...platform,
      origin: { ...platform.origin, port: port(`origin/${platform.id}`) },
      ...(platform.mirror && {
        mirror: { ...platform.mirror, port: port(`mirror/${platform.id}`) },
      }),
    })),
    notices: {
      ...notices,
      smtp: { ...notices.smtp, host: LOOPBACK, port: port('smtp'), security: 'none' },
      bounces: { address: BOUNCES_TO, maildir: sinks.bounceFolder },
      ...(notices.sms && {
        sms: { ...withoutSecond(notices.sms), gateway: sinks.smsGateway },
      }),
    },
    names: { ...names, listen: LOOPBACK, port: port('names') },
    console: { ...config.console, port: port('console') },
    pages: { ...config.pages, url: `http://localhost:${port('console')}/etat/` },
  };
}
