import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Sent } from './evidence.ts';

/** AWS End User Messaging's SendTextMessage, which moto does not have. */
export interface SmsEndpoint {
  readonly url: string;
  /** The SMS that it took, oldest first. */
  taken(): readonly Sent[];
  /** From now on take messages and keep silent, as a line that breaks after the request. */
  keepSilent(silent: boolean): void;
  stop(): Promise<void>;
}

interface SendTextMessage {
  readonly DestinationPhoneNumber: string;
  readonly MessageBody: string;
}

/** @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
export async function startSmsEndpoint(): Promise<SmsEndpoint> {
  const taken: Sent[] = [];
  let silent = false;
  const answer = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      if (request.headers['x-amz-target'] !== 'PinpointSMSVoiceV2.SendTextMessage')
        return answer(response, 400, { __type: 'ValidationException' });
      const { DestinationPhoneNumber: to, MessageBody: text } = body as SendTextMessage;
      taken.push({ to, text });
      if (!silent) answer(response, 200, { MessageId: `sms-${taken.length}` });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => taken,
    keepSilent: (next) => void (silent = next),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
