import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What an HTTP API sends for a request: the path decoded, the query as it was. */
export function httpEvent(address: string, asked: Asked = {}): Record<string, unknown> {
  const [path = '', query = ''] = address.split('?', 2);
  const { method = 'GET', headers = {}, body, claims } = asked;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decoded(path),
    rawQueryString: query,
    headers: { host: 'api.example', ...headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '12/Jan/2027:07:31:00 +0000',
      timeEpoch: 1,
      ...(claims !== undefined && { authorizer: { jwt: { claims, scopes: null } } }),
    },
    ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** An answer's body as it was before it was packed into JSON. */
export const bodyOf = ({ body = '', isBase64Encoded = false }: APIGatewayProxyStructuredResultV2) =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
