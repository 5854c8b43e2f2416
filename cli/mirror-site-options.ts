import { isIP } from 'node:net';
import type { Pinned } from '../adapters/local/crawl/reach.ts';
import { PreauError } from '../core/errors.ts';

/** How a web site is to be visited, as it was typed. */
export interface TypedSiteOptions {
  readonly recipe?: string | undefined;
  /** 1 to {@link MAX_CONNECTIONS}. */
  readonly connections?: string | undefined;
  /** `host=address` or `host=address:port` each. */
  readonly connectTo?: readonly string[] | undefined;
  readonly allowLoopback?: boolean | undefined;
}

/** More would be an attack, whoever owns the site; see `crawlSettings`. */
const MAX_CONNECTIONS = 64;

/** @throws PreauError `argument-invalid` */
export function readSiteOptions(typed: TypedSiteOptions) {
  const { recipe, connections, connectTo = [], allowLoopback } = typed;
  return {
    recipeFile: recipe,
    connections: readConnections(connections),
    pinned: readPinned(connectTo),
    allowLoopback,
  };
}

function readConnections(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_CONNECTIONS) return count;
  throw new PreauError(
    'argument-invalid',
    `--connections: expected 1 to ${MAX_CONNECTIONS}, got ${JSON.stringify(text.slice(0, 40))}; give how many requests the site may have at once`,
    {
      said: {
        key: 'option.connections',
        values: { most: MAX_CONNECTIONS, got: JSON.stringify(text.slice(0, 40)) },
      },
    },
  );
}

/** Several for one host are its addresses; the port is that of the last one. */
function readPinned(typed: readonly string[]): Pinned {
  const pinned: Record<string, Pinned[string]> = {};
  for (const text of typed) {
    const [, host = '', six, four, port] =
      /^([^=\s]{1,253})=(?:\[([0-9A-Fa-f:]+)\]|([0-9.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
    const address = six ?? four ?? '';
    if (host === '' || isIP(address) === 0 || Number(port ?? 443) > 65_535) {
      throw new PreauError(
        'argument-invalid',
        `--connect-to: expected host=address or host=address:port, with an IPv6 address in brackets, got ${JSON.stringify(text.slice(0, 100))}`,
        { said: { key: 'option.connectTo', values: { got: JSON.stringify(text.slice(0, 100)) } } },
      );
    }
    const name = host.toLowerCase();
    const addresses = [...(pinned[name]?.addresses ?? []), address];
    pinned[name] = { addresses, ...(port !== undefined && { port: Number(port) }) };
  }
  return pinned;
}
