import type { ProbeRequest } from '../../app/ports.ts';
import { PreauError, type Said } from '../../core/errors.ts';

/** The only targets that an agent probes, whoever asks. */
export interface AllowList {
  readonly hosts: readonly string[];
  allows(request: Pick<ProbeRequest, 'resolve' | 'serverName' | 'port'>): boolean;
}

/** Two names a platform, and one for its mirror: three times 500 platforms. Chosen. */
const ENTRIES_MAX = 1_500;
const HTTPS_PORT = 443;
const ENTRY = /^(?<host>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(?<port>\d{1,5}))?$/;

/**
 * Read a list of hosts, apart by commas, blanks or lines: `host` for port 443, `host:port` for
 * another one. What follows a `#` in a line is a remark. No wildcard: a list that names nobody
 * protects nobody.
 *
 * A probe is allowed when its target is on the list with its port, and the name that it asks that
 * target for is on the list too.
 *
 * @throws PreauError `argument-invalid` for an entry that is no host, and for none or too many
 */
export function readAllowList(text: string): AllowList {
  const entries = text
    .split('\n')
    .flatMap((line) => line.replace(/#.*/, '').split(/[\s,]+/))
    .filter((entry) => entry !== '');
  if (entries.length === 0 || entries.length > ENTRIES_MAX)
    throw refused(`${entries.length} hosts`, {
      key: 'got.hosts',
      values: { hosts: entries.length },
    });
  const targets = new Set<string>();
  const hosts = new Set<string>();
  for (const entry of entries) {
    const { host, port = HTTPS_PORT } = ENTRY.exec(entry.toLowerCase())?.groups ?? {};
    if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
      throw refused(JSON.stringify(entry.slice(0, 100)));
    hosts.add(host);
    targets.add(`${host}:${Number(port)}`);
  }
  return {
    hosts: [...hosts],
    allows: ({ resolve, serverName, port }) =>
      targets.has(`${resolve.toLowerCase()}:${port}`) && hosts.has(serverName.toLowerCase()),
  };
}

const refused = (got: string, said: Said | string = got): PreauError =>
  new PreauError(
    'argument-invalid',
    `expected 1 to ${ENTRIES_MAX} hosts to probe, as host or host:port, got ${got}; give them with --allow, or in a file with --allow-file: preau vantage check prints the list for a configuration`,
    { said: { key: 'vantage.allow', values: { most: ENTRIES_MAX, got: said } } },
  );
