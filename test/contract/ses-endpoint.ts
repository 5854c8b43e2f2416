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

const headers = request.shape.Content.shape.Simple.shape.Headers;
const tags = request.shape.EmailTags;
const data = z.string().max(262_144).transform(readData);

/** Of SendBulkEmail: 50 destinations, an inline template of simple tags, values for each. */
const bulkRequest = z.strictObject({
  FromEmailAddress: printable(320),
  ConfigurationSetName: z.string().min(1),
  DefaultContent: z.strictObject({
    Template: z.strictObject({
      TemplateContent: z.strictObject({
        Subject: z.string().min(1),
        Text: z.string().min(1),
        Html: z.string().min(1),
      }),
      TemplateData: data,
      Headers: headers,
    }),
  }),
  BulkEmailEntries: z
    .array(
      z.strictObject({
        Destination: request.shape.Destination,
        ReplacementEmailContent: z.strictObject({
          ReplacementTemplate: z.strictObject({ ReplacementTemplateData: data }),
        }),
        ReplacementHeaders: headers.optional(),
        ReplacementTags: tags,
      }),
    )
    .min(1)
    .max(50),
});

export type SesBulkRequest = z.output<typeof bulkRequest>;

function readData(text: string): Readonly<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(JSON.parse(text));
}

/** As SES fills in an inline template: tags alone, nothing escaped, what has no value is a fault. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replaceAll(/\\?\{\{([\s\S]*?)\}\}/gu, (tag, name: string) => {
    if (!/^\w+$/u.test(name) || tag.startsWith('\\')) throw new Error(`unsupported: ${tag}`);
    const value = values[name];
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  });
  return filled;
}

/** Each mail of a bulk call as it would have been sent alone. */
function singles(bulk: SesBulkRequest): readonly SesRequest[] {
  const { TemplateContent, TemplateData, Headers } = bulk.DefaultContent.Template;
  return bulk.BulkEmailEntries.map((entry) => {
    const own = entry.ReplacementHeaders ?? [];
    const names = new Set(own.map(({ Name }) => Name.toLowerCase()));
    const { ReplacementTemplateData } = entry.ReplacementEmailContent.ReplacementTemplate;
    const values = { ...TemplateData, ...ReplacementTemplateData };
    const utf8 = (template: string) => ({
      Data: fill(template, values),
      Charset: 'UTF-8' as const,
    });
    return request.parse({
      FromEmailAddress: bulk.FromEmailAddress,
      Destination: entry.Destination,
      ConfigurationSetName: bulk.ConfigurationSetName,
      ...(entry.ReplacementTags && { EmailTags: entry.ReplacementTags }),
      Content: {
        Simple: {
          Subject: utf8(TemplateContent.Subject),
          Body: { Text: utf8(TemplateContent.Text), Html: utf8(TemplateContent.Html) },
          Headers: [...Headers.filter(({ Name }) => !names.has(Name.toLowerCase())), ...own],
        },
      },
    });
  });
}

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
  /** Answers a bulk call with 200 and, for the mails named here, a status that is no success. */
  | { readonly kind: 'half'; readonly status: (to: string) => string | null }
  | { readonly kind: 'say'; readonly status: number; readonly body: string };

/** SendEmail and SendBulkEmail of SES v2 as its REST protocol has them: JSON in, JSON out. */
export interface SesEndpoint {
  readonly url: string;
  behave(how: SesBehaviour): void;
  /** What was taken, oldest first. */
  readonly taken: readonly SesRequest[];
  /** Bulk calls that were taken, whole or in part. */
  readonly bulks: readonly SesBulkRequest[];
  /** Requests of any kind. */
  asked(): number;
  stop(): Promise<void>;
}

export async function startSesEndpoint(): Promise<SesEndpoint> {
  let how: SesBehaviour = { kind: 'accept' };
  const taken: SesRequest[] = [];
  const bulks: SesBulkRequest[] = [];
  const actOnBulk = (body: string, response: ServerResponse): void => {
    if (body.length > 1_000_000)
      return refuse(response, 413, 'RequestEntityTooLarge', String(body.length));
    const read = bulkRequest.safeParse(JSON.parse(body));
    if (!read.success) return refuse(response, 400, 'BadRequestException', read.error.message);
    bulks.push(read.data);
    const results = singles(read.data).map((single) => {
      const status =
        how.kind === 'half' ? how.status(single.Destination.ToAddresses[0] ?? '') : null;
      if (status !== null) return { Status: status, Error: `no: ${status}` };
      taken.push(single);
      return { Status: 'SUCCESS', MessageId: `0102-${taken.length}` };
    });
    if (how.kind === 'lose-answer') return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ BulkEmailEntryResults: results }));
  };
  const act = (asked: StubRequest, response: ServerResponse): void => {
    if (how.kind === 'say') return void response.writeHead(how.status).end(how.body);
    if (how.kind === 'refuse') return refuse(response, how.status, how.error, how.message);
    if (asked.path === '/v2/email/outbound-bulk-emails')
      return actOnBulk(asked.body.toString('utf8'), response);
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
    bulks,
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
