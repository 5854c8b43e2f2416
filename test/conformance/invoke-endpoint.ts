import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { LambdaFunction } from './lambda-function.ts';

/** Lambda's Invoke action over HTTP, for functions that run here: moto would need containers. */
export interface InvokeEndpoint {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param find the function of a name in a Region; undefined where there is none
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startInvokeEndpoint(
  find: (name: string, region: string) => LambdaFunction | undefined,
): Promise<InvokeEndpoint> {
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const [, name = ''] =
        /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
      // The Region that a request was signed for: "Credential=KEY/20260101/eu-west-3/lambda/…".
      const region = request.headers.authorization?.split('/')[2] ?? '';
      const called = find(name, region);
      if (called === undefined) {
        response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' });
        return response.end(JSON.stringify({ Message: `no function ${name} in ${region}` }));
      }
      const outcome = await called.invoke(JSON.parse(body));
      if (outcome.kind === 'answered') return response.end(JSON.stringify(outcome.payload));
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
      return response.end(JSON.stringify(outcome));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
