import type { HttpReply } from './http-exchange.ts';
import { toXml, type XmlElements } from './route53-xml.ts';

/** What an operation answers. */
export const success = (root: string, elements: XmlElements, status = 200): HttpReply => ({
  status,
  type: 'application/xml',
  body: toXml(root, elements),
});

/** An error as Route 53 sends it now. */
export const failure = (status: number, code: string, message: string): HttpReply => ({
  status,
  type: 'application/xml',
  body: toXml('ErrorResponse', {
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
    RequestId: 'preau',
  }),
});
