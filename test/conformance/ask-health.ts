import type { Home } from './home.ts';

/** What a watcher outside hears. */
export interface HeardHealth {
  readonly status: number;
  readonly healthy: boolean;
  /** Lines that could be taken, by their names. */
  readonly taken: readonly string[];
}

/** Ask as CloudFront and an HTTP API do, payload format 2.0. */
export async function askHealth(home: Home): Promise<HeardHealth> {
  const outcome = await home.functionOf('tell-health').invoke({
    version: '2.0',
    rawPath: '/healthz',
    rawQueryString: '',
    headers: {},
    requestContext: { http: { method: 'GET' } },
    isBase64Encoded: false,
  });
  const answer = outcome.kind === 'answered' ? outcome.payload : null;
  const { statusCode = 0, body = '{}' } = (answer ?? {}) as {
    readonly statusCode?: number;
    readonly body?: string;
  };
  const { healthy, lines = [] } = JSON.parse(body) as {
    readonly healthy: boolean;
    readonly lines?: readonly { readonly name: string; readonly value: number | null }[];
  };
  const taken = lines.flatMap(({ name, value }) => (value === null ? [] : [name]));
  return { status: statusCode, healthy, taken };
}
