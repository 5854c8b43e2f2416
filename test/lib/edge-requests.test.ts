// Goal: CloudFront's edge answers the one table of requests that every server of a mirror is held to.
// Method: the deployed functions with the keys of a real build, and its objects as S3 has them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectHeaders } from '../../adapters/aws/release-object.ts';
import { releaseFolder } from '../../adapters/local/mirror/pointer.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import type { BuildReport } from '../../app/mirror/build-report.ts';
import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { commonHeaders, fileHeaders, NO_STORE } from '../../home/mirror-server/headers.ts';
import { healthBody } from '../../home/mirror-map/map-facts.ts';
import { NAME, OWN_NAME, wrongReplies } from '../fixtures/mirror-requests/compare-replies.ts';
import { buildSite } from '../fixtures/mirror-requests/mirror-site.ts';
import {
  type MirrorAsked,
  type MirrorReply,
  REQUESTS,
} from '../fixtures/mirror-requests/requests.ts';
import { addressIn, askEdge, type EdgeAnswer, keysOf, loadEdge, objectKey } from './edge-world.ts';

let root = '';
let report: BuildReport;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-edge-requests-'));
  report = await buildSite(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const words = mirrorWords('fr');
const facts = {
  mirrors: [{ platform: 'ent', hostname: NAME, ownName: OWN_NAME }],
  unavailable: { title: words('unavailable.title'), detail: words('unavailable.detail').trim() },
};

/** CloudFront with both functions, and S3 behind it. What it adds to a 404 its own stack says. */
async function answer(
  { method, target, headers }: MirrorAsked,
  host: string,
): Promise<MirrorReply> {
  const { manifest } = report;
  const { handler } = loadEdge('answer-request', keysOf(manifest, manifest.buildId), '', facts);
  const accept = headers['Accept'] ?? '';
  const made = await askEdge(handler, { method, target, accept, host });
  if (made.uri === undefined)
    return {
      status: made.statusCode ?? 0,
      headers: plain(made),
      body: bytes(method, made.body?.data ?? ''),
    };
  const address = addressIn(objectKey(made.uri), manifest.buildId);
  const json = {
    '/_preau/health': healthBody(manifest),
    '/.well-known/preau': wellKnownText(manifest),
  }[address];
  const file = releaseAddresses(manifest).files.get(address);
  const path = address === '/_preau/manifest.json' ? address : file?.path;
  if (path === undefined && json === undefined) return missing(method, host);
  const stored = file ?? { path: address, type: 'application/json' };
  const kept = objectHeaders(stored, manifest.buildId);
  const finished = await finish(host, {
    'content-type': kept.ContentType,
    'cache-control': file === undefined ? 'no-store' : kept.CacheControl,
    ...Object.fromEntries(
      Object.entries(kept.Metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  });
  const etag =
    file === undefined || finished['cache-control'] === 'no-store'
      ? {}
      : { etag: `"${file.sha256.slice(0, 32)}"` };
  const body =
    json ?? (await readFile(join(releaseFolder(join(root, 'out'), manifest.buildId), path ?? '')));
  return {
    status: 200,
    headers: { ...distribution(host), ...finished, ...etag },
    body: bytes(method, body),
  };
}

async function missing(method: string, host: string): Promise<MirrorReply> {
  const { manifest } = report;
  const release = releaseFolder(join(root, 'out'), manifest.buildId);
  const file = manifest.files.find(({ path }) => path === OWN_PAGES.missing);
  if (file === undefined) throw new Error('no page for who is lost');
  const headers = {
    ...lower({ ...fileHeaders(file), ...NO_STORE }),
    'preau-build': manifest.buildId,
  };
  return {
    status: 404,
    headers: { ...distribution(host), ...headers },
    body: bytes(method, await readFile(join(release, file.path))),
  };
}

/** The distribution's policy of headers, held to these by test/lib/mirror-distribution.test.ts. */
function distribution(host: string): Record<string, string> {
  const { 'preau-build': _, ...fixed } = lower(
    commonHeaders(report.manifest.buildId, host === OWN_NAME),
  );
  return fixed;
}

async function finish(
  host: string,
  stored: Record<string, string>,
): Promise<Record<string, string>> {
  const { handler } = loadEdge('finish-response', new Map(), '', facts);
  const headers = Object.fromEntries(
    Object.entries(stored).map(([name, value]) => [name, { value }]),
  );
  const request = { headers: { host: { value: host } } };
  return plain((await handler({ request, response: { statusCode: 200, headers } })) as EdgeAnswer);
}

const plain = ({ headers }: Pick<EdgeAnswer, 'headers'>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, one?.value ?? '']));
const lower = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const bytes = (method: string, body: string | Buffer): Buffer =>
  method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(body);

it('answers each request of the table as it says', async () => {
  const asked = REQUESTS.filter(({ isTheStores }) => !isTheStores);
  expect(await wrongReplies(root, report, answer, asked)).toEqual([]);
});
