import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PreauError } from '../../core/errors.ts';
import type { SinkBehaviour } from './sink-behaviour.ts';
import type { SinkDoor, SinkDoorOptions } from './smtp-sink.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** An SMS of several parts in JSON is far below this. */
const BODY_MOST_BYTES = 65_536;

/** Kannel's own path; `{to}` and the others are what the gateway adapter fills in. */
export const SENDSMS_PATH = '/cgi-bin/sendsms';
export const SENDSMS_QUERY = 'charset=UTF-8&coding=0&from={sender}&to={to}&text={text}&key={key}';

interface ReadSms {
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly key: string;
}

/**
 * An SMS gateway in Kannel's shape (GET `sendsms`, or the same as a JSON POST) that delivers into
 * the store and nowhere else. Accepted is 202 with an id.
 *
 * @throws PreauError `port-in-use`
 */
export async function startSmsSink(options: SinkDoorOptions): Promise<SinkDoor> {
  const server = createServer((request, response) => {
    handle(request, response, options).catch(() => response.destroy());
  });
  server.requestTimeout = 10_000;
  server.maxConnections = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new PreauError(
          'port-in-use',
          `SMS sink: expected port ${options.port} of ${options.address} to be free, got: ${cause.message}. Choose another, or 0 for any.`,
          {
            cause,
            said: {
              key: 'port.smsSink',
              values: { port: options.port, address: options.address, why: cause.message },
            },
          },
        ),
      ),
    );
    server.listen(options.port, options.address, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    host: bound.address,
    port: bound.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { store, now, behaviour }: SinkDoorOptions,
): Promise<void> {
  const sms = await readSms(request);
  if (sms === null) return answer(response, 400, 'expected to and text');
  const how = behaviour();
  if (how !== 'accept' && how !== 'drop-after-data') return refuse(response, how);
  store.add({
    channel: 'sms',
    at: now(),
    from: sms.from,
    to: sms.to,
    messageId: sms.key,
    subject: sms.text,
    raw: Buffer.from(sms.text),
  });
  if (how === 'drop-after-data') return void response.destroy();
  answer(response, 202, '0: Accepted for delivery');
}

function refuse(
  response: ServerResponse,
  how: Exclude<SinkBehaviour, 'accept' | 'drop-after-data'>,
): void {
  const status = { busy: 429, later: 503, refuse: 400 }[how];
  answer(response, status, how);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

async function readSms(request: IncomingMessage): Promise<ReadSms | null> {
  const url = URL.parse(request.url ?? '/', 'http://sink.invalid');
  if (url?.pathname !== SENDSMS_PATH) return null;
  const body = request.method === 'POST' ? await readJson(request) : null;
  const field = (name: string): string => {
    const value = body === null ? url.searchParams.get(name) : body[name];
    return typeof value === 'string' ? value.slice(0, 2_000) : '';
  };
  const to = field('to');
  const text = field('text');
  if (to === '' || text === '') return null;
  return { to, text, from: field('from') || field('sender'), key: field('key') };
}

async function readJson(
  request: IncomingMessage,
): Promise<{ readonly [name: string]: unknown } | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > BODY_MOST_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    const value: unknown = parseForeignJson(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
