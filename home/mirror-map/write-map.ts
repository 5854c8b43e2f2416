import { isAbsolute } from 'node:path';
import { PreauError } from '../../core/errors.ts';
import { caddyMap } from './caddy-map.ts';
import type { MapFacts, MapText } from './map-facts.ts';
import { nginxMap } from './nginx-map.ts';

/** The web servers whose settings can be written. */
export const MAP_SERVERS = ['nginx', 'caddy'] as const;

export type MapServer = (typeof MAP_SERVERS)[number];

const HOST =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
const LISTEN = /^(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]{2,39}\]):)?\d{1,5}$/i;

/**
 * Write one release's settings for a web server that is not ours.
 *
 * @param withMapHash see {@link nginxMap}; Caddy has no such sizes
 * @throws PreauError `argument-invalid` for a name, a port or a path that such a file cannot hold
 */
export function writeMap(server: MapServer, facts: MapFacts, withMapHash: boolean): MapText {
  const { hostname, ownName, listen, root, tls } = facts;
  expectFit('--name', hostname, HOST.test(hostname), 'a host name in ASCII', 'option.mapHost');
  if (ownName !== undefined)
    expectFit('--own-name', ownName, HOST.test(ownName), 'a host name in ASCII', 'option.mapHost');
  expectFit(
    '--listen',
    listen,
    LISTEN.test(listen),
    'a port, or an address and a port',
    'option.mapListen',
  );
  for (const [option, path] of [
    ['--root', root],
    ['--certificate', tls?.certificate],
    ['--certificate-key', tls?.key],
  ] as const)
    if (path !== undefined)
      expectFit(
        option,
        path,
        isPath(path),
        'an absolute path without signs of control, dollars or braces',
        'option.mapPath',
      );
  const { text, leftOut } = server === 'nginx' ? nginxMap(facts, withMapHash) : caddyMap(facts);
  return { text: `${heading(server, facts)}${text}`, leftOut };
}

const isPath = (path: string): boolean =>
  // oxlint-disable-next-line no-control-regex
  isAbsolute(path) && !/[\u0000-\u001f\u007f${}]/.test(path);

function expectFit(
  option: string,
  got: string,
  isFit: boolean,
  expected: string,
  key: string,
): void {
  if (isFit) return;
  throw new PreauError(
    'argument-invalid',
    `${option}: expected ${expected}, got ${JSON.stringify(got.slice(0, 200))}; give another`,
    { said: { key, values: { option, got: JSON.stringify(got.slice(0, 200)) } } },
  );
}

const heading = (server: MapServer, { manifest }: MapFacts): string =>
  `# Build ${manifest.buildId} of the mirror of ${manifest.platform}, for ${server}. Written by "preau mirror map":\n# write it anew after each build, then have ${server} read it.\n\n`;
