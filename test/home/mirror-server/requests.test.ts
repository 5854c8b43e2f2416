// Goal: the embedded server answers the one table of requests that every server of a mirror is held to.
// Method: a real build over HTTPS on loopback, under the platform's name and the mirror's own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCertificates } from '../../../adapters/local/certificates.ts';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { platformId } from '../../../core/units.ts';
import { type MirrorServer, startMirrorServer } from '../../../home/mirror-server/mirror-server.ts';
import { askServer } from '../../fixtures/mirror-requests/ask-server.ts';
import {
  type AskMirror,
  NAME,
  OWN_NAME,
  wrongReplies,
} from '../../fixtures/mirror-requests/compare-replies.ts';
import { buildSite } from '../../fixtures/mirror-requests/mirror-site.ts';
import { conditionalRequests, REQUESTS } from '../../fixtures/mirror-requests/requests.ts';
import { tagOf } from '../../fixtures/mirror-requests/tag-of.ts';

let root = '';
let report: BuildReport;
let server: MirrorServer;
let ask: AskMirror;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-mirror-requests-'));
  report = await buildSite(root);
  const certificates = await openCertificates(join(root, 'tls'));
  const { keyPem: key, certPem: cert } = await certificates.leafFor([NAME, OWN_NAME]);
  server = await startMirrorServer({
    folder: join(root, 'out'),
    address: '127.0.0.1',
    port: 0,
    tls: { key, cert },
    platform: platformId('ent-exemple'),
    hostname: NAME,
    ownName: OWN_NAME,
  });
  ask = askServer(server.port, certificates.caPem);
});

afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

it('answers each request of the table as it says, headers and all', async () => {
  expect(REQUESTS.length).toBeGreaterThan(150);
  expect(await wrongReplies(root, report, ask)).toEqual([]);
});

it('answers conditions by the hash of a file, and ranges of what is not compressed', async () => {
  const asked = conditionalRequests(tagOf(report.manifest, '/notes.pdf'));
  expect(await wrongReplies(root, report, ask, asked)).toEqual([]);
});
