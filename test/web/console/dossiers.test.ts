import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mayOf, type Role } from '../../../app/views/role.ts';
import { epochMs, type IncidentId } from '../../../core/units.ts';
import type { DossierDesk, DossierStanding } from '../../../web/console/dossier/dossier-desk.ts';
import { findPage } from '../../../web/console/pages/find-page.ts';
import { renderMain } from '../../../web/console/render-main.ts';
import { doorOf } from '../../../web/http/limits/doors.ts';
import { readWords } from '../../../web/words.ts';
import { ask } from '../fixtures/ask.ts';
import { morningView } from '../fixtures/faces.ts';
import { morningSources } from '../fixtures/ground.ts';
import { MORNING_NOW, morning } from '../fixtures/morning.ts';
import { openFaces } from '../fixtures/open-faces.ts';

// Goal: an operator makes and fetches a dossier from its incident's page; nobody else does, and no page
// elsewhere. Method: the page at each standing, and real requests at a desk that writes down what it is asked.

const folder = mkdtempSync(join(tmpdir(), 'preau-dossiers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [incident] = Object.values(morning.incidents);
if (incident === undefined) throw new Error('the morning has one');
const address = `/incidents/${encodeURIComponent(incident.id)}/`;
const MADE = {
  kind: 'made',
  made: {
    at: MORNING_NOW,
    sizeBytes: 2_500_000,
    archive: 'abc.zip',
    key: 'abc.zip.key',
    last: { seq: 41, hash: 'f00d' },
    stamping: 'failed',
  },
} as const;

function deskAt(standing: DossierStanding): DossierDesk & { readonly asked: IncidentId[] } {
  const asked: IncidentId[] = [];
  const path = join(folder, 'abc.zip');
  writeFileSync(path, 'PK and more');
  return {
    asked,
    standing: () => standing,
    make: (id) => void asked.push(id),
    file: (name) =>
      name === 'abc.zip' ? { path, downloadAs: 'dossier-P-1.zip', type: 'application/zip' } : null,
  };
}

async function pageAt(standing: DossierStanding | null, role: Role, language: 'fr' | 'en' = 'fr') {
  const sources = morningSources(language);
  const { html } = await renderMain(findPage(address), {
    view: morningView(language),
    words: readWords(language),
    may: mayOf(role),
    sources: standing === null ? sources : { ...sources, dossiers: deskAt(standing) },
  });
  return html.markup;
}

describe('the page of an incident', () => {
  test('offers an operator to make it, with a form that needs no script', async () => {
    const markup = await pageAt({ kind: 'none' }, 'operator');
    expect(markup).toContain('<form method="post" action="/dossiers/">');
    expect(markup).toContain(`name="incident" value="${incident.id}"`);
    expect(markup).toContain('Réunir le dossier<');
  });

  test('tells a viewer whom to ask, and gives them neither form nor address', async () => {
    for (const standing of [{ kind: 'none' }, MADE] as const) {
      const markup = await pageAt(standing, 'viewer');
      expect(markup).toContain('compte d&#39;opérateur');
      expect(markup).not.toContain('/dossiers/');
    }
  });

  test('tells that it is being made, that another is, and why it could not be', async () => {
    const making = await pageAt({ kind: 'making', since: epochMs(MORNING_NOW) }, 'operator');
    expect(making).toContain('Les preuves sont réunies depuis');
    expect(making).not.toContain('<form method="post" action="/dossiers/">');
    expect(await pageAt({ kind: 'busy' }, 'operator')).toContain('un seul à la fois');
    const failed = await pageAt({ kind: 'failed', why: 'disque <plein>' }, 'operator');
    expect(failed).toContain('disque &lt;plein&gt;');
    expect(failed).toContain('Réunir le dossier à nouveau');
  });

  test('gives what was made, its key, its last line, and what it lacks', async () => {
    const markup = await pageAt(MADE, 'operator', 'en');
    expect(markup).toContain('<a href="/dossiers/abc.zip" download>');
    expect(markup).toContain('<a href="/dossiers/abc.zip.key" download>');
    expect(markup).toContain('<code>41 f00d</code>');
    expect(markup).toContain('2.5 MB');
    expect(markup).toContain('has no time stamp');
  });

  test('on AWS says what to run, and why it does not do it itself', async () => {
    const markup = await pageAt(null, 'operator');
    expect(markup).toContain('ne réunit pas de dossier');
    expect(markup).toContain(`preau dossier export ${incident.id}`);
    expect(markup).toMatch(/\.zip --aws</);
  });
});

describe('at the door', () => {
  const FORM = `incident=${encodeURIComponent(incident.id)}`;
  const own = (port: number) => ({
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    'content-type': 'application/x-www-form-urlencoded',
  });
  const open = async (standing: DossierStanding, over: Parameters<typeof openFaces>[0] = {}) => {
    const desk = deskAt(standing);
    const faces = await openFaces({ sources: { ...morningSources(), dossiers: desk }, ...over });
    return { desk, faces };
  };

  test('the page’s own form begins it, and leads back to the page', async () => {
    const { desk, faces } = await open({ kind: 'none' });
    await using _closed = faces;
    const told = own(faces.port);
    const untold = { ...told, origin: 'null', 'sec-fetch-site': 'same-origin' };
    for (const from of [told, untold]) {
      const { status, headers } = await ask(faces.port, '/dossiers/', 'POST', from, FORM);
      expect([status, headers['location']]).toEqual([303, `${address}#proof`]);
    }
    expect(desk.asked).toEqual([incident.id, incident.id]);
  });

  test('a page elsewhere, no page at all and an incident that is not there begin nothing', async () => {
    const { desk, faces } = await open({ kind: 'none' });
    await using _closed = faces;
    const from = own(faces.port);
    const post = (headers: Record<string, string>, body = FORM) =>
      ask(faces.port, '/dossiers/', 'POST', headers, body);
    expect((await post({ ...from, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ ...from, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const untold = { ...from, origin: 'null' };
    expect((await post(untold)).status).toBe(403);
    expect((await post({ ...untold, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post({ host: from.host, 'content-type': from['content-type'] })).status).toBe(
      403,
    );
    expect((await post(from, 'incident=nowhere')).status).toBe(404);
    expect((await ask(faces.port, '/dossiers/', 'DELETE', from)).status).toBe(405);
    expect(desk.asked).toEqual([]);
  });

  test('what was made is fetched as a file, and nothing beside it', async () => {
    const { faces } = await open(MADE);
    await using _closed = faces;
    const { status, headers, body } = await ask(faces.port, '/dossiers/abc.zip', 'GET', {
      host: `localhost:${faces.port}`,
    });
    expect([status, body]).toEqual([200, 'PK and more']);
    expect(headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="dossier-P-1.zip"',
      'content-length': '11',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const at = { host: `localhost:${faces.port}` };
    for (const path of ['/dossiers/', '/dossiers/other.zip', '/dossiers/..%2Fpreau.json'])
      expect((await ask(faces.port, path, 'GET', at)).status).toBe(404);
  });

  test('a viewer neither makes nor fetches one', async () => {
    const login = { personHeader: 'x-user', groupsHeader: 'x-groups', secret: 's'.repeat(20) };
    const { desk, faces } = await open(MADE, { login });
    await using _closed = faces;
    const as = (groups: string) => ({
      ...own(faces.port),
      'x-preau-login': login.secret,
      'x-user': 'A. Martin',
      'x-groups': groups,
    });
    expect((await ask(faces.port, '/dossiers/abc.zip', 'GET', as('staff'))).status).toBe(403);
    expect((await ask(faces.port, '/dossiers/', 'POST', as('staff'), FORM)).status).toBe(403);
    expect((await ask(faces.port, '/dossiers/abc.zip', 'GET', own(faces.port))).status).toBe(401);
    expect(desk.asked).toEqual([]);
    const operator = as('preau-operator');
    expect((await ask(faces.port, '/dossiers/abc.zip', 'GET', operator)).status).toBe(200);
  });

  test('a home that makes none has no such address, and asking is limited as commands are', async () => {
    await using faces = await openFaces({ sources: morningSources() });
    const at = { host: `localhost:${faces.port}` };
    expect((await ask(faces.port, '/dossiers/abc.zip', 'GET', at)).status).toBe(404);
    expect(doorOf('/dossiers/')).toBe('commands');
  });
});
