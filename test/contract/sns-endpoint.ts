import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Behaviour = 'accept' | 'later' | 'busy' | 'refuse' | 'drop-after-data';

/** The Publish action of Amazon SNS as its query protocol has it: a form in, XML out. */
export interface SnsEndpoint {
  readonly url: string;
  behave(how: Behaviour): void;
  received(): readonly { readonly to: string; readonly from: string; readonly text: string }[];
  close(): Promise<void>;
}

const NAMESPACE = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"';

const REFUSALS = {
  later: { status: 500, code: 'InternalError', type: 'Receiver' },
  busy: { status: 400, code: 'Throttling', type: 'Sender' },
  refuse: { status: 400, code: 'InvalidParameter', type: 'Sender' },
} as const;

export async function startSnsEndpoint(): Promise<SnsEndpoint> {
  let how: Behaviour = 'accept';
  const published: { to: string; from: string; text: string }[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await readForm(request);
    if (how === 'later' || how === 'busy' || how === 'refuse') {
      const { status, code, type } = REFUSALS[how];
      const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>no</Message></Error>`;
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end(`<ErrorResponse ${NAMESPACE}>${error}<RequestId>r</RequestId></ErrorResponse>`);
      return;
    }
    const attributes = attributesOf(form);
    const sound =
      form.get('Action') === 'Publish' &&
      attributes['AWS.SNS.SMS.SMSType'] === 'Transactional' &&
      Number(attributes['AWS.SNS.SMS.MaxPrice']) === 1;
    if (sound) {
      published.unshift({
        to: form.get('PhoneNumber') ?? '',
        from: attributes['AWS.SNS.SMS.SenderID'] ?? '',
        text: form.get('Message') ?? '',
      });
    }
    if (how === 'drop-after-data') {
      response.destroy();
      return;
    }
    const result = `<PublishResult><MessageId>id-${published.length}</MessageId></PublishResult>`;
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(
      `<PublishResponse ${NAMESPACE}>${result}<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
    );
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    behave: (next) => {
      how = next;
    },
    received: () => published,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function attributesOf(form: URLSearchParams): { readonly [name: string]: string } {
  const found: { [name: string]: string } = {};
  for (let n = 1; form.has(`MessageAttributes.entry.${n}.Name`); n += 1) {
    const entry = `MessageAttributes.entry.${n}`;
    found[form.get(`${entry}.Name`) ?? ''] = form.get(`${entry}.Value.StringValue`) ?? '';
  }
  return found;
}
