import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { mayOf, mayTakeEvidence } from '../../../app/views/role.ts';
import type { Words } from '../../../app/views/words.ts';
import { type Answer, headersOf, plain } from '../../http/answer.ts';
import { isOwnForm } from '../../http/guard.ts';
import { readBody } from '../../http/read-body.ts';
import type { OwnAccess } from '../own-access.ts';
import { incidentAddress } from '../pages/addresses.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';
import type { DossierDesk } from './dossier-desk.ts';

/** Where dossiers are asked for and fetched. */
export const DOSSIERS_PATH = '/dossiers/';

export interface DossierRoute {
  readonly sources: ConsoleSources;
  readonly access: OwnAccess;
  readonly words: Words;
}

/**
 * `POST /dossiers/` begins to make the dossier of an incident and leads back to its page, which tells
 * how far it is; `GET /dossiers/NAME` gives a file of the one that was made last. Both take the role of
 * an operator; a page elsewhere can ask for neither.
 *
 * @returns null when the answer is a stream, already begun
 */
export async function answerDossier(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { sources, access, words }: DossierRoute,
): Promise<Answer | null> {
  const desk = sources.dossiers;
  const { method = '' } = request;
  const name = url.pathname.slice(DOSSIERS_PATH.length);
  if (desk === undefined) return plain(404, 'not found');
  if (!mayTakeEvidence(mayOf(access.role))) return plain(403, words('console.refusal.readOnly'));
  if (method === 'POST' && name === '') return begin(request, desk, { sources, words });
  if (method === 'GET' || method === 'HEAD')
    return sendFile(response, desk, name, method === 'HEAD');
  return { ...plain(405, 'only GET here'), headers: { allow: 'GET, HEAD' } };
}

/** A browser's own form, which works without script. */
async function begin(
  request: IncomingMessage,
  desk: DossierDesk,
  { sources, words }: Pick<DossierRoute, 'sources' | 'words'>,
): Promise<Answer> {
  if (!isOwnForm(request)) return plain(403, words('console.refusal.forbidden'));
  const asked = new URLSearchParams(await readBody(request)).get('incident') ?? '';
  const { state } = sources.ground?.() ?? {};
  const incident = Object.values(state?.incidents ?? {}).find(({ id }) => id === asked);
  if (incident === undefined) return plain(404, 'not found');
  desk.make(incident.id, incident.reference);
  const location = `${incidentAddress(incident.id)}#proof`;
  return { ...plain(303, ''), headers: { location } };
}

/** Piece by piece: an archive may be 128 MB, and the home has other work. */
async function sendFile(
  response: ServerResponse,
  desk: DossierDesk,
  name: string,
  headOnly: boolean,
): Promise<Answer | null> {
  const file = desk.file(name);
  const about = file === null ? null : await stat(file.path).catch(() => null);
  if (file === null || about === null) return plain(404, 'not found');
  const headers = { 'content-disposition': `attachment; filename="${file.downloadAs}"` };
  const head = headersOf({ status: 200, type: file.type, body: '', headers });
  response.writeHead(200, { ...head, 'content-length': about.size });
  if (headOnly) response.end();
  // Whoever goes away in the middle has only themselves to ask again.
  else await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
  return null;
}
