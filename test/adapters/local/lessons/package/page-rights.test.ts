// Goal: what a page's own head states of its rights holds it back, whatever kind of lessons it came in.
// Method: one reserved page in each kind, built beside one that states nothing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageRights } from '../../../../../adapters/local/lessons/package/page-rights.ts';
import { writeZip } from '../../archive/write-zip.ts';
import { aSite, lesson } from '../../crawl/a-site.ts';
import { build, temporaryFolder, writeTree } from '../../mirror/fixture.ts';
import { cartridgeManifest } from '../cartridge/a-cartridge.ts';
import { contextOf, writeMoodle, zipped } from '../moodle/write-moodle.ts';

const folder = temporaryFolder();

const RESERVED =
  '<html><head><meta name="copyright" content="© Mme Durand, tous droits réservés"><title>R</title></head><body><p>Secret</p></body></html>';
const PLAIN = '<html><head><title>P</title></head><body><p>Ouvert</p></body></html>';

it.each([
  ['https://creativecommons.org/licenses/by-sa/4.0/', 'open'],
  ['https://www.etalab.gouv.fr/licence-ouverte-open-licence/', 'open'],
  ['/mentions-legales', undefined],
  ['https://ent.example.fr/tous-droits-reserves', undefined],
])('a licence that is linked to says what its address does: %s', (href, kind) => {
  expect(pageRights(`<head><link rel="license" href="${href}"></head>`)?.kind).toBe(kind);
});

const zip = (files: Readonly<Record<string, string>>): Buffer =>
  writeZip(Object.entries(files).map(([name, content]) => ({ name, content })));

const PACKAGES: Readonly<Record<string, () => Uint8Array>> = {
  'a.imscc': () =>
    zip({
      'imsmanifest.xml': cartridgeManifest({
        resources:
          '<resource identifier="a" type="webcontent" href="r.html"><file href="r.html"/><file href="p.html"/></resource>',
      }),
      'r.html': RESERVED,
      'p.html': PLAIN,
    }),
  'a.epub': () =>
    zip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container><rootfiles><rootfile full-path="l.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      'l.opf':
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>L</dc:title></metadata><manifest><item id="r" href="r.xhtml" media-type="application/xhtml+xml"/><item id="p" href="p.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="r"/><itemref idref="p"/></spine></package>',
      'r.xhtml': RESERVED.replace('">', '"/>'),
      'p.xhtml': PLAIN,
    }),
  'a.mbz': () => zipped(aMoodle()),
  'a.zip': () => zip({ 'r.html': RESERVED, 'p.html': PLAIN }),
};

const aMoodle = () =>
  writeMoodle({
    site: 'https://ent.example.fr',
    courseId: 1,
    contextId: 5,
    title: 'Cours',
    sections: [
      { id: 1, number: 1, name: 'Un', activities: [{ cmid: 3, module: 'resource', title: 'R' }] },
    ],
    files: [
      {
        contextId: contextOf(3),
        component: 'mod_resource',
        area: 'content',
        name: 'r.html',
        content: RESERVED,
      },
    ],
  });

it.each(Object.keys(PACKAGES))('%s: a page that reserves its rights waits', async (name) => {
  const root = await folder();
  await writeFile(join(root, name), PACKAGES[name]?.() ?? '');
  const report = await build(root, { source: join(root, name), keyFile: null });
  expect(report.leftOut.filter(({ reason }) => reason === 'rights-wait')).toHaveLength(1);
  expect(report.rights.map(({ decision }) => decision)).toEqual(['waiting']);
  expect(report.pages).toBeGreaterThan(0);
});

it('one page that reserves its rights is no mirror', async () => {
  const root = await folder();
  await writeTree(root, { 'r.html': RESERVED });
  const built = build(root, { source: join(root, 'r.html'), keyFile: null });
  await expect(built).rejects.toMatchObject({ code: 'mirror-source-empty' });
});

it('a page of a web site waits, until its recipe says that it may be shown', async () => {
  const root = await folder();
  const site = await aSite({
    '/': lesson('Accueil', '<a href="/r.html">R</a>'),
    '/r.html': RESERVED,
  });
  const recipeFile = join(root, 'recette.yaml');
  const visit = { environment: {}, allowLoopback: true, recipeFile };
  const from = { source: `${site.origin}/`, keyFile: null, site: visit };
  await writeFile(recipeFile, 'title: Le site');
  const waiting = await build(root, from);
  expect(waiting.leftOut.map(({ reason }) => reason)).toEqual(['rights-wait']);
  await writeFile(
    recipeFile,
    'rights: [{ item: /r.html, decision: publish, by: Mme Durand, on: 2021-04-01 }]',
  );
  const decided = await build(root, from);
  await site.close();
  expect([decided.leftOut, decided.pages]).toEqual([[], 2]);
});
