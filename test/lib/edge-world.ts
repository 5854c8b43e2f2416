import { createContext, runInContext } from 'node:vm';
import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { MIRROR_OBJECTS, RELEASE_KEYS } from '../../config/aws-mirror-keys.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { type EdgeFacts, edgeCode } from '../../lib/edge-code.ts';

export const BUILD = '0123456789abcdef';

export const FACTS: EdgeFacts = {
  mirrors: [{ platform: 'ent', hostname: 'ent.region.example', ownName: 'secours.region.example' }],
  unavailable: { title: 'Service « indisponible »', detail: 'Rien n’a été <enregistré>.' },
};

interface Value {
  readonly value: string;
}

export interface EdgeAnswer {
  /** A path that goes on to the bucket; absent when the answer was made at the edge. */
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers: Readonly<Record<string, Value | undefined>>;
  readonly body?: { readonly data: string };
  readonly querystring?: Readonly<Record<string, Value>>;
  readonly cookies?: Readonly<Record<string, Value>>;
}

export interface EdgeAsked {
  readonly method?: string;
  readonly target: string;
  readonly accept?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, Value>>;
  /** As runtimes before `rawQueryString` gave the query. */
  readonly parsedOnly?: boolean;
}

type Handler = (event: object) => unknown;

/** The function's code in a world of its own that has what CloudFront's runtime has, and no more. */
export function loadEdge(
  name: 'answer-request' | 'finish-response',
  keys: Pick<ReadonlyMap<string, string>, 'get' | 'has'> = new Map(),
  prepare = '',
  facts: EdgeFacts = FACTS,
): { readonly handler: Handler; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const kvs = () => ({
    get: async (key: string) => {
      asked.push(key);
      const value = keys.get(key);
      if (value === undefined) throw new Error('KeyNotFound');
      return value;
    },
    exists: async (key: string) => {
      asked.push(key);
      return keys.has(key);
    },
  });
  const code = edgeCode(name, facts).replace(/^import cf from"cloudfront";/, '');
  const world = createContext({ cf: { kvs } });
  // What the runtime lacks must not be leant on.
  const lacks = 'delete globalThis.Map; delete globalThis.Set; delete globalThis.URL;';
  runInContext(`${lacks}${prepare};${code};globalThis.handler=handler`, world);
  const { handler } = world as { readonly handler?: Handler };
  if (handler === undefined) throw new Error('the function has no handler');
  return { handler, asked };
}

/** What a publisher of this manifest puts into the key value store. */
export function keysOf(manifest: Pick<Manifest, 'files' | 'aliases'>, build = BUILD) {
  const { known, byQuery } = releaseAddresses(manifest);
  return new Map<string, string>([
    [RELEASE_KEYS.pointer('ent'), build],
    ...known.map((address) => [RELEASE_KEYS.known('ent', build, address), '1'] as const),
    ...byQuery.map((path) => [RELEASE_KEYS.query('ent', build, path), '1'] as const),
  ]);
}

/** The bucket's key that CloudFront would ask for: it decodes as S3 does. */
export const objectKey = (uri: string): string => decodeURIComponent(uri.slice(1));

/** The address in the release, of such a key. */
export const addressIn = (key: string, build = BUILD): string =>
  `/${key.slice(MIRROR_OBJECTS.release('ent', build).length)}`;

export async function askEdge(handler: Handler, asked: EdgeAsked): Promise<EdgeAnswer> {
  const [uri, query] = split(asked.target);
  const pairs = (query ?? '').split('&').filter((pair) => pair !== '');
  const parsed: Record<string, { value: string; multiValue?: { value: string }[] }> = {};
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=');
    const value = { value: rest.join('=') };
    const earlier = parsed[name];
    parsed[name] = earlier
      ? { ...earlier, multiValue: [...(earlier.multiValue ?? [earlier]), value] }
      : value;
  }
  const request = {
    method: asked.method ?? 'GET',
    uri,
    querystring: parsed,
    cookies: { session: { value: 'secret' } },
    headers: {
      host: { value: asked.host ?? 'ent.region.example' },
      ...(asked.accept === undefined ? {} : { accept: { value: asked.accept } }),
      ...asked.headers,
    },
    ...(asked.parsedOnly ? {} : { rawQueryString: () => query }),
  };
  return (await handler({ request })) as EdgeAnswer;
}

function split(target: string): readonly [string, string | undefined] {
  const at = target.indexOf('?');
  return at === -1 ? [target, undefined] : [target.slice(0, at), target.slice(at + 1)];
}
