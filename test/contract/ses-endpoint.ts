import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { startStub, type StubRequest } from './store-endpoint.ts';

const text = z.strictObject({ Data: z.string().min(1), Charset: z.literal('UTF-8') });
const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[ -~]*$/);

/** The limits of the API's own model: names, lengths, characters, and headers that SES sets itself. */
const request = z.strictObject({
  FromEmailAddress: printable(320),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).length(1) }),
  ConfigurationSetName: z.string().min(1),
  EmailTags: z
    .array(
      z.strictObject({
        Name: z.string().regex(/^[\w-]{1,256}$/),
        Value: z.string().regex(/^[\w-]{1,256}$/),
      }),
    )
    .optional(),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: text,
      Body: z.strictObject({ Text: text, Html: text }),
      Headers: z
        .array(
          z
            .strictObject({
              Name: z
                .string()
                .regex(/^[!-9;-~]{1,126}$/)
                .refine((name) => !SET_BY_SES.has(name.toLowerCase())),
              Value: printable(995),
            })
            .refine(({ Name, Value }) => Name.length + Value.length <= 996),
        )
        .max(15),
    }),
  }),
});

const SET_BY_SES = new Set(
  'bcc cc content-disposition content-type date from message-id mime-version reply-to return-path subject to'.split(
    ' ',
  ),
);

export type SesRequest = z.output<typeof request>;

/** What the endpoint does with the next requests. */
export type SesBehaviour =
  | { readonly kind: 'accept' }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly error: string;
      readonly message: string;
    }
  /** Takes the mail, and loses its answer. */
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'say'; readonly status: number; readonly body: string };

/** The SendEmail action of SES v2 as its REST protocol has it: JSON in, JSON out. */
export interface SesEndpoint {
  readonly url: string;
  behave(how: SesBehaviour): void;
  /** What was taken, oldest first. */
  readonly taken: readonly SesRequest[];
  /** Requests of any kind. */
  asked(): number;
  stop(): Promise<void>;
}

export async function startSesEndpoint(): Promise<SesEndpoint> {
  let how: SesBehaviour = { kind: 'accept' };
  const taken: SesRequest[] = [];
  const act = (asked: StubRequest, response: ServerResponse): void => {
    if (how.kind === 'say') return void response.writeHead(how.status).end(how.body);
    if (how.kind === 'refuse') return refuse(response, how.status, how.error, how.message);
    if (asked.method !== 'POST' || asked.path !== '/v2/email/outbound-emails')
      return refuse(response, 404, 'NotFoundException', asked.path);
    const read = request.safeParse(JSON.parse(asked.body.toString('utf8')));
    if (!read.success) return refuse(response, 400, 'BadRequestException', read.error.message);
    taken.push(read.data);
    if (how.kind === 'lose-answer') return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ MessageId: `0102-${taken.length}` }));
  };
  const stub = await startStub(act);
  return {
    url: stub.url,
    taken,
    behave: (next) => {
      how = next;
    },
    asked: () => stub.requests.length,
    stop: () => stub.stop(),
  };
}

function refuse(response: ServerResponse, status: number, error: string, message: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': `${error}:http://internal.amazon.com/coral/com.amazonaws.services.ses/`,
  });
  response.end(JSON.stringify({ message }));
}
