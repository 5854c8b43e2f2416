import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { mailsOf } from './evidence.ts';
import type { Home } from './home.ts';

/** What came of a contact's way out. */
export interface Left {
  /** The statuses of both answers. */
  readonly get: number;
  readonly post: number;
  /** Whether the ledger already called it silent when only a GET had come. */
  readonly silentAfterGet: boolean;
}

/** Follow the link in somebody's mail, first as a mail gateway does, then as its reader. */
export async function leaveByLink(home: Home, address: string): Promise<Left> {
  const mail = (await mailsOf(home)).find(({ to }) => to === address);
  const [link = ''] = /https:\/\/[^"\s]+\/stop\/[^"\s]+/.exec(mail?.text ?? '') ?? [];
  const url = new URL(link.replaceAll('&amp;', '&'));
  const get = await askByHttp(home, 'GET', url);
  const silentAfterGet = await isSilent(home, address);
  const post = await askByHttp(home, 'POST', url);
  return { get, post, silentAfterGet };
}

/** As an HTTP API calls a function: payload format 2.0, with the path decoded. */
async function askByHttp(home: Home, method: string, url: URL): Promise<number> {
  const outcome = await home.functionOf('acknowledge').invoke({
    version: '2.0',
    rawPath: decodeURIComponent(url.pathname),
    rawQueryString: url.search.slice(1),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    requestContext: { http: { method } },
    ...(method === 'POST' && { body: 'List-Unsubscribe=One-Click' }),
    isBase64Encoded: false,
  });
  const answer = outcome.kind === 'answered' ? outcome.payload : null;
  return (answer as { readonly statusCode?: number } | null)?.statusCode ?? 0;
}

/** The ledger keeps who asked for silence beside what is owed. */
async function isSilent({ account }: Home, address: string): Promise<boolean> {
  const scan = new ScanCommand({ TableName: 'deliveries', ConsistentRead: true });
  const { Items = [] } = await account.clients.dynamo.send(scan);
  return Items.some(
    (item) => item['delivery'] === undefined && JSON.stringify(item).includes(address),
  );
}
