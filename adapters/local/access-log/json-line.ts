/** What a line of JSON says under whichever names its server gives. */
export interface JsonLine {
  readonly at: string | number;
  readonly address: string;
  readonly status: number;
  readonly sizeBytes: number;
  /** A whole request line, `GET /path HTTP/1.1`, or else `target` alone. */
  readonly request: string | null;
  readonly target: string | null;
  readonly referer: 'yes' | 'no' | 'not-logged';
  readonly agent: string;
}

/**
 * Names by server, in this order: nginx (as its guides write a `log_format … escape=json`), Caddy,
 * Traefik, then names that others use. The first that is there counts.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#variables
 * @see https://caddyserver.com/docs/caddyfile/directives/log
 * @see https://doc.traefik.io/traefik/observability/access-logs/
 */
const NAMES = {
  at: [
    'time_iso8601',
    'msec',
    'time_local',
    'ts',
    'StartUTC',
    '@timestamp',
    'timestamp',
    'time',
    'datetime',
    'date',
  ],
  // Caddy's client_ip looks behind proxies that it trusts; remote_ip does not.
  address: [
    'remote_addr',
    'client_ip',
    'remote_ip',
    'ClientHost',
    'ClientAddr',
    'clientip',
    'clientIp',
    'client',
    'ip',
    'remote_host',
    'remoteIp',
    'c_ip',
    'http_x_real_ip',
  ],
  request: ['request', 'request_line', 'requestLine'],
  target: [
    'request_uri',
    'uri',
    'RequestPath',
    'path',
    'url',
    'requestUrl',
    'request_path',
    'requestPath',
  ],
  query: ['args', 'query_string', 'query'],
  status: [
    'status',
    'DownstreamStatus',
    'OriginStatus',
    'status_code',
    'statusCode',
    'response_code',
    'response',
    'http_status',
    'code',
  ],
  sizeBytes: [
    'body_bytes_sent',
    'bytes_sent',
    'size',
    'DownstreamContentSize',
    'bytes',
    'response_size',
    'responseSize',
    'length',
  ],
  referer: ['http_referer', 'request_Referer', 'Referer', 'referer', 'referrer', 'http_referrer'],
  agent: [
    'http_user_agent',
    'request_User-Agent',
    'User-Agent',
    'user_agent',
    'userAgent',
    'agent',
    'http_agent',
  ],
} as const;

/** Where Caddy and others nest: the request in the line, its headers in it. */
const NESTS = ['request', 'httpRequest', 'http', 'headers', 'req', 'nginx'];

type Fields = Readonly<Record<string, unknown>>;

/** @returns null when it lacks an instant, an address, or both a request and a status */
export function jsonLineOf(document: unknown): JsonLine | null {
  if (!isFields(document)) return null;
  const places = placesOf(document);
  const at = first(places, NAMES.at);
  const address = text(first(places, NAMES.address));
  if ((typeof at !== 'string' && typeof at !== 'number') || address === null) return null;
  const request = text(first(places, NAMES.request));
  const target = text(first(places, NAMES.target));
  const status = number(first(places, NAMES.status));
  if (request === null && target === null && status === null) return null;
  const query = text(first(places, NAMES.query)) ?? '';
  const referer = first(places, NAMES.referer);
  const isDash = ['', '-', null].includes(text(referer));
  return {
    at,
    address: withoutPort(address),
    status: status !== null && status >= 100 && status <= 599 ? Math.trunc(status) : 0,
    sizeBytes: Math.max(-1, number(first(places, NAMES.sizeBytes)) ?? -1),
    request: target === null ? request : null,
    target:
      target !== null && query !== '' && !target.includes('?') ? `${target}?${query}` : target,
    // Servers that write headers write those that there are: Caddy has no Referer where none came.
    referer:
      referer !== undefined ? (isDash ? 'no' : 'yes') : places.length > 2 ? 'no' : 'not-logged',
    agent: text(first(places, NAMES.agent)) ?? '',
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The document, what it nests, and what that nests: three levels, since Caddy has no more. */
function placesOf(document: Fields): readonly Fields[] {
  const nested = NESTS.map((name) => document[name]).filter(isFields);
  return [
    document,
    ...nested,
    ...nested.flatMap((one) => NESTS.map((name) => one[name]).filter(isFields)),
  ];
}

function first(places: readonly Fields[], names: readonly string[]): unknown {
  for (const place of places)
    for (const name of names) {
      const value = place[name];
      if (value !== undefined && value !== null && !isFields(value)) return value;
    }
  return undefined;
}

/** A header comes as a list of its values in Caddy. */
function text(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : null;
}

function number(value: unknown): number | null {
  const size = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof size === 'number' && Number.isFinite(size) ? size : null;
}

/** `192.0.2.1:1234` and `[2001:db8::1]:1234`, as Traefik and Go programs write addresses. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ??
  /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ??
  address;
