import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { startStub, type StubRequest } from './store-endpoint.ts';

/** The limits of the API's own model. */
const request = z.strictObject({
  DestinationPhoneNumber: z.string().regex(/^\+?[1-9][0-9]{1,18}$/),
  OriginationIdentity: z.string().regex(/^[A-Za-z0-9_:/+-]{1,256}$/),
  MessageBody: z.string().min(1).max(1_600).regex(/\S/),
  MessageType: z.literal('TRANSACTIONAL'),
  ConfigurationSetName: z.string().regex(/^[A-Za-z0-9_:/-]{1,256}$/),
  MaxPrice: z
    .string()
    .max(8)
    .regex(/^[0-9]{0,2}\.[0-9]{1,5}$/),
  TimeToLive: z.number().int().min(5).max(259_200),
  DryRun: z.boolean().optional(),
  Context: z
    .record(z.string().regex(/^\S{1,100}$/), z.string().regex(/^\S(?:[\s\S]{0,798}\S)?$/))
    .refine((context) => Object.keys(context).length <= 5)
    .optional(),
});

export type SmsVoiceRequest = z.output<typeof request>;

/** What the endpoint does with the next requests. */
export type SmsVoiceBehaviour =
  | { readonly kind: 'accept' }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly error: string;
      readonly reason?: string;
    }
  /** Takes the SMS, and loses its answer. */
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'say'; readonly status: number; readonly body: string };

/** The SendTextMessage action of End User Messaging as its protocol, JSON 1.0, has it. */
export interface SmsVoiceEndpoint {
  readonly url: string;
  behave(how: SmsVoiceBehaviour): void;
  /** What was taken, oldest first. */
  readonly taken: readonly SmsVoiceRequest[];
  /** Requests of any kind. */
  asked(): number;
  stop(): Promise<void>;
}

export async function startSmsVoiceEndpoint(): Promise<SmsVoiceEndpoint> {
  let how: SmsVoiceBehaviour = { kind: 'accept' };
  const taken: SmsVoiceRequest[] = [];
  const act = (asked: StubRequest, response: ServerResponse): void => {
    if (how.kind === 'say') return void response.writeHead(how.status).end(how.body);
    if (how.kind === 'refuse') return refuse(response, how.status, how.error, how.reason);
    if (asked.headers['x-amz-target'] !== 'PinpointSMSVoiceV2.SendTextMessage')
      return refuse(response, 400, 'ValidationException', 'UNKNOWN_OPERATION');
    const read = request.safeParse(JSON.parse(asked.body.toString('utf8')));
    if (!read.success)
      return refuse(response, 400, 'ValidationException', 'FIELD_VALIDATION_FAILED');
    taken.push(read.data);
    if (how.kind === 'lose-answer') return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ MessageId: `id-${taken.length}` }));
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

function refuse(response: ServerResponse, status: number, error: string, Reason?: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  const type = `com.amazonaws.pinpointsmsvoicev2#${error}`;
  response.end(JSON.stringify({ __type: type, Message: 'no', ...(Reason && { Reason }) }));
}
