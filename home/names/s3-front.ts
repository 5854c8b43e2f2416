import { platformCalled } from './control-platform.ts';
import { type Controlled, setHold } from './control-routes.ts';
import type { HttpExchange, HttpReply } from './http-exchange.ts';
import { escapeXml } from './route53-xml.ts';

/**
 * S3's object API for the hold objects, path style: `/<any bucket>/holds/<platform>` with PUT,
 * DELETE, GET and HEAD.
 *
 * @returns null for a path that is not of this API
 */
export async function s3Front(
  { method, path, body }: HttpExchange,
  controlled: Controlled,
): Promise<HttpReply | null> {
  const [, bucket, folder, name = '', ...rest] = path.split('/');
  if (!bucket || folder !== 'holds' || rest.length > 0) return null;
  switch (method) {
    case 'PUT':
      return (await setHold(controlled, name, body)) ? empty(200) : denied(name);
    case 'DELETE':
      return (await setHold(controlled, name, null)) ? empty(204) : denied(name);
    case 'GET':
    case 'HEAD': {
      const platform = platformCalled(controlled.spec, name);
      const note = platform && (await controlled.holds.get(platform.id));
      return note === null ? failure(404, 'NoSuchKey', name) : text(note);
    }
    default:
      return failure(405, 'MethodNotAllowed', method);
  }
}

const empty = (status: number): HttpReply => ({ status, type: 'application/xml', body: '' });

const text = (body: string): HttpReply => ({
  status: 200,
  type: 'text/plain; charset=utf-8',
  body,
});

const denied = (name: string) =>
  failure(403, 'AccessDenied', `${name} is no platform with a mirror`);

const failure = (status: number, code: string, message: string): HttpReply => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
});
