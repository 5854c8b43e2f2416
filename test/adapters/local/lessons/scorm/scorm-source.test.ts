import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../../../adapters/local/archive/open-archive.ts';
import { isCartridge } from '../../../../../adapters/local/lessons/cartridge/cartridge-source.ts';
import { isScorm, scormSource } from '../../../../../adapters/local/lessons/scorm/scorm-source.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { cartridgeManifest } from '../cartridge/a-cartridge.ts';
import { memoryArchive, type PackedFiles } from '../package/memory-archive.ts';
import { readSource } from '../package/read-source.ts';

// Goal: a SCORM package is read without its player, and says what cannot be read so.
// Method: a real single-unit package of 1.2; small ones of 2004 with frames, shells and faults.

const words = mirrorWords('fr');
const read = (files: PackedFiles) => readSource(scormSource(memoryArchive(files), { words }));

const LOREM =
  'Un texte assez long pour être lu sans aucun programme, et qui en vaut la peine pour un élève.';

interface Parts {
  readonly items: string;
  readonly resources: string;
  readonly metadata?: string;
}

const manifest2004 = ({ items, resources, metadata = '' }: Parts): string => `<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:lom="http://ltsc.ieee.org/xsd/LOM">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion>${metadata}</metadata>
<organizations default="b"><organization identifier="a"><title>Autre</title></organization>
<organization identifier="b"><title>Les volcans</title>${items}<imsss:sequencing><imsss:controlMode choice="false"/></imsss:sequencing></organization></organizations>
<resources xml:base="contenu/">${resources}</resources></manifest>`;

describe('a real package of SCORM 1.2', () => {
  const open = async () => {
    const path = new URL('../../../../fixtures/lessons/golf-scorm12.zip', import.meta.url);
    const archive = await openArchive(fileURLToPath(path));
    expect([await isScorm(archive), await isCartridge(archive)]).toEqual([true, false]);
    const source = scormSource(archive, { words });
    const [sets, whole] = [await source.sets(), await readSource(source)];
    await source.close?.();
    return { set: sets[0], ...whole };
  };

  test('its empty launch page lists its pages in the order of its own script', async () => {
    const { set, outline, text } = await open();
    expect(set?.title).toBe('Golf Explained - Run-time Basic Calls');
    expect(outline).toHaveLength(13);
    expect(outline.slice(0, 3)).toEqual([
      'Golf Explained -> /shared/launchpage.html',
      '  Play of the game -> /Playing/Playing.html',
      '  Par -> /Playing/Par.html',
    ]);
    expect(outline.at(-1)).toBe('  Handicaping Example -> /Handicapping/Example.html');
    const launch = text('shared/launchpage.html');
    expect(launch).toContain(words('package.explained'));
    expect(launch).toContain('<a href="../Playing/RulesOfGolf.html">The Rules of Golf</a>');
    expect(launch).not.toMatch(/<script|ScormProcess/);
  });

  test('files that the ZIP lacks are told, and the test that is all script', async () => {
    const { names, leftOut } = await open();
    expect(names.filter((name) => name.endsWith('.html'))).toHaveLength(13);
    expect(names).toHaveLength(33);
    expect(leftOut).toEqual([
      'HavingFun/HowToHaveFun.html: missing-file',
      'HavingFun/MakeFriends.html: missing-file',
      'HavingFun/friends.jpg: missing-file',
      'HavingFun/fun.jpg: missing-file',
      'HavingFun/questions.js: missing-file',
      'adlcp_rootv1p2.xsd: settings',
      'ims_xml.xsd: settings',
      'imscp_rootv1p1p2.xsd: settings',
      'imsmd_rootv1p2p1.xsd: settings',
      'shared/assessmenttemplate.html: needs-script',
    ]);
  });
});

describe('a package of SCORM 2004', () => {
  const files: PackedFiles = {
    'imsmanifest.xml': manifest2004({
      items: `<item identifier="1"><title>Partie</title>
        <item identifier="2" identifierref="cadres"><title>Cratères</title></item>
        <item identifier="3" identifierref="vide"><title>Éruption</title></item>
        <item identifier="4" identifierref="perdu" isvisible="false"><title>Technique</title></item></item>`,
      resources: `<resource identifier="cadres" type="webcontent" adlcp:scormType="sco" href="cadres.html?mode=1"><file href="cadres.html"/></resource>
        <resource identifier="vide" type="webcontent" adlcp:scormType="sco" href="vide/lance.html"><file href="vide/lance.html"/><file href="vide/coque.html"/><file href="vide/fiche.pdf"/><file href="vide/lave.html"/></resource>
        <resource identifier="perdu" href="perdu.html"><file href="perdu.html"/></resource>`,
      metadata:
        '<lom:lom><lom:rights><lom:copyrightAndOtherRestrictions><lom:value>yes</lom:value></lom:copyrightAndOtherRestrictions></lom:rights></lom:lom>',
    }),
    'contenu/cadres.html': `<frameset cols="1,9"><frame name="api" src="api.html"><frame src='texte.html#haut' name="t"><noframes>non</noframes></frameset>`,
    'contenu/api.html': '<script>var API_1484_11 = {}</script>',
    'contenu/texte.html': `<title>t</title><h1>Les cratères</h1><p>${LOREM}</p>`,
    'contenu/vide/lance.html': '<script src="x.js"></script><iframe src="coque.html"></iframe>',
    'contenu/vide/coque.html': '<body onload="start()"><script>go()</script><b>Chargement</b>',
    'contenu/vide/fiche.pdf': 'pdf',
    'contenu/vide/lave.html': `<title>La lave</title><p>${LOREM}</p>`,
  };

  test('has the pages of its default organisation, hidden items apart', async () => {
    const { outline } = await read(files);
    expect(outline).toEqual([
      'Partie',
      '  Cratères -> /contenu/cadres.html',
      '  Éruption -> /contenu/vide/lance.html',
      '    fiche -> /contenu/vide/fiche.pdf',
      '    La lave -> /contenu/vide/lave.html',
    ]);
  });

  test('shows links where its frames showed pages of its own', async () => {
    const html = (await read(files)).text('contenu/cadres.html');
    expect(html).toContain('<a href="./texte.html">Les cratères</a>');
    expect(html).not.toMatch(/<frameset|<frame[^>]*texte/);
  });

  test('explains a launch page whose frame is a shell too', async () => {
    const { text, leftOut } = await read(files);
    expect(text('contenu/vide/lance.html')).toContain('href="./lave.html"');
    expect(leftOut).toEqual([
      'contenu/api.html: needs-script',
      'contenu/perdu.html: missing-file',
      'contenu/vide/coque.html: needs-script',
    ]);
  });

  test('states that rights are reserved when its metadata say so', async () => {
    expect((await read(files)).rights('contenu/texte.html')).toBe('reserved');
  });

  test('holds single units, by their own metadata or their pages’, to the strictest of them', async () => {
    const lom = (said: string): string =>
      `<lom:lom><lom:rights><lom:description><lom:string>${said}</lom:string></lom:description></lom:rights></lom:lom>`;
    const sco = (name: string, metadata: string): string =>
      `<resource identifier="${name}" adlcp:scormType="sco" href="${name}.html"><metadata>${metadata}</metadata><file href="${name}.html"/><file href="${name}.png"/></resource>`;
    const { rights } = await read({
      'imsmanifest.xml': manifest2004({
        items: '<item identifier="1" identifierref="a"><title>A</title></item>',
        resources:
          sco('a', lom('© Nathan, tous droits réservés')) +
          sco('b', '<adlcp:location>b.xml</adlcp:location>') +
          sco('c', lom('CC BY-SA 4.0')) +
          sco('d', ''),
        metadata: lom('CC BY 4.0'),
      }),
      'b.xml': `<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><rights><description><string>Usage interne</string></description></rights></lom>`,
      ...Object.fromEntries(
        ['a', 'b', 'c'].flatMap((name) => [
          [`contenu/${name}.html`, `<p>${LOREM}</p>`],
          [`contenu/${name}.png`, 'png'],
        ]),
      ),
      'contenu/d.html': `<head><meta name="copyright" content="All rights reserved"></head><p>${LOREM}</p>`,
    });
    expect(['a', 'b', 'c', 'd'].map((name) => rights(`contenu/${name}.html`))).toEqual([
      'reserved',
      'reserved',
      'open',
      'reserved',
    ]);
    expect(rights('contenu/a.png')).toBe('reserved');
  });

  test('a unit of which nothing can be read says what to do', async () => {
    const { text } = await read({
      'imsmanifest.xml': manifest2004({
        items: '<item identifier="1" identifierref="r"><title>Tout en script</title></item>',
        resources: '<resource identifier="r" href="a.html"/>',
      }),
      'contenu/a.html': '<script></script>',
    });
    expect(text('contenu/a.html')).toContain(words('package.explainedNone').slice(0, 30));
  });
});

test('a cartridge is no SCORM package', async () => {
  expect(await isScorm(memoryArchive({ 'imsmanifest.xml': cartridgeManifest({}) }))).toBe(false);
  expect(await isScorm(memoryArchive({ 'a.html': 'x' }))).toBe(false);
});

test('a page of frames that are never closed takes no longer than another', async () => {
  const evil = `<iframe src="b.html"></iframe>${'<frame '.repeat(200_000)}`;
  const { text } = await read({
    'imsmanifest.xml': manifest2004({ items: '', resources: '' }),
    'a.html': evil,
    'b.html': `<p>${LOREM}</p>`,
  });
  expect(text('a.html')).toContain('<a href="./b.html">');
}, 20_000);
