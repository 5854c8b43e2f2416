import { request } from 'node:http';
import { z } from 'zod';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import type { NowView } from '../../app/views/now-view.ts';
import type { CommandResult, PersonCommand } from '../../app/views/person-command.ts';
import { type HomeFile, readHomeFile } from '../home-file.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** What came of asking the home of a data folder. */
export type HomeReply =
  | { readonly kind: 'answered'; readonly result: CommandResult; readonly home: HomeFile }
  /** Nobody is there, or it hangs. */
  | { readonly kind: 'absent'; readonly why: string };

/** Chosen: on loopback a command takes milliseconds; a busy machine's disk, a second or two. */
const ANSWER_MAX_MS = 5_000;
/** The console's view of 500 platforms is under this. */
const ANSWER_MAX_BYTES = 20_000_000;

const resultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);

/** What a home answers to a command: done, malformed, refused. Any other status is not from ours. */
const OURS: readonly number[] = [200, 400, 409];

/**
 * Bring a person's command to the running home, as its console does.
 *
 * @param language the person's, in which a refusal is to be worded
 */
export async function askHome(
  dataFolder: string,
  command: PersonCommand,
  language: 'fr' | 'en',
): Promise<HomeReply> {
  const home = await readHomeFile(dataFolder);
  if (home === null) return { kind: 'absent', why: `${dataFolder}: home.json` };
  try {
    const { status, body } = await exchange(home, 'POST', '/commands', {
      body: JSON.stringify(command),
      language,
    });
    // A stale home.json, and another home on its port: that one does not know the token.
    if (!OURS.includes(status)) return { kind: 'absent', why: `HTTP ${status}` };
    return { kind: 'answered', result: resultSchema.parse(parseForeignJson(body)), home };
  } catch (error) {
    return { kind: 'absent', why: String(error) };
  }
}

/** What the console shows now. */
export async function seeHome(home: HomeFile): Promise<NowView> {
  const { body } = await exchange(home, 'GET', '/now.json');
  // What this very code wrote, in the same version: home.json says so.
  return parseForeignJson(body) as NowView;
}

/** How it does, as it says itself; null when another answers in its place. */
export async function seeHealth(home: HomeFile): Promise<HealthPicture | null> {
  const { status, body } = await exchange(home, 'GET', '/healthz');
  if (status !== 200 && status !== 503) return null;
  const read: unknown = parseForeignJson(body);
  // Whole only for who has its token: another home on its port gives the short answer.
  return isObject(read) && 'shares' in read ? (read as HealthPicture) : null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** By node:http and not by fetch: the `Host` must name this machine whatever the console listens on. */
function exchange(
  { address, consolePort: port, token }: HomeFile,
  method: string,
  path: string,
  { body = '', language }: { readonly body?: string; readonly language?: 'fr' | 'en' } = {},
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address,
        port,
        method,
        path,
        agent: false,
        headers: {
          host: `localhost:${port}`,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(language && { 'accept-language': language }),
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > ANSWER_MAX_BYTES) asked.destroy(new Error('the answer is too long'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      },
    );
    const late = (): void => {
      asked.destroy(Object.assign(new Error('it does not answer'), { code: 'ETIMEDOUT' }));
    };
    const timer = setTimeout(late, ANSWER_MAX_MS);
    asked.on('close', () => clearTimeout(timer));
    asked.on('error', reject);
    asked.end(body);
  });
}
