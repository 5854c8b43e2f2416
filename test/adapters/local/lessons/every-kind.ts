import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildReport } from '../../../../app/mirror/build-report.ts';
import { DOT, writeTree } from '../mirror/fixture.ts';
import { writeZip } from '../archive/write-zip.ts';
import { aCourse } from './cartridge/a-cartridge.ts';
import { A_COURSE } from './moodle/a-course.ts';
import { tarred, writeMoodle, zipped } from './moodle/write-moodle.ts';
import type { PackedFiles } from './package/memory-archive.ts';

/** What a build comes to. */
export interface BuildFigures {
  readonly pages: number;
  /** Lessons, documents and pictures under their own addresses; without what every mirror adds. */
  readonly files: number;
  readonly dead: number;
  /** How many were left out, by why. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Lessons of one kind, and what a build from them has to come to. */
export interface KindOfLessons {
  readonly name: string;
  /** @param root a folder for what is made @returns what to build from */
  readonly make: (root: string) => Promise<string>;
  readonly figures: BuildFigures;
  /** Takes long, or is a sister of another: built with the browser's tests alone. */
  readonly isLater?: true;
}

/** The same of a report. */
export function figuresOf(report: BuildReport): BuildFigures {
  const leftOut: Record<string, number> = {};
  for (const { reason } of report.leftOut) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  const own = /^\/(?:_preau|\.well-known)\//;
  const files = report.manifest.files.filter(({ path }) => !own.test(path)).length;
  return { pages: report.pages, files, dead: report.links.dead, leftOut };
}

const at = (path: string) => async (): Promise<string> =>
  fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const shipped = (name: string) => at(`test/fixtures/lessons/${name}`);
const example = (name: string) => at(`examples/april-6-2021/lessons/${name}`);

/** A twin of a package that may not be shipped: made here, with the same faults. */
const packed =
  (name: string, files: () => PackedFiles) =>
  async (root: string): Promise<string> => {
    const parts = Object.entries(files()).map(([entry, content]) => ({
      name: entry,
      content: Buffer.from(content),
    }));
    const path = join(root, name);
    await writeFile(path, writeZip(parts));
    return path;
  };

const moodle =
  (name: string, pack: typeof zipped | typeof tarred) =>
  async (root: string): Promise<string> => {
    const path = join(root, name);
    await writeFile(path, await pack(writeMoodle(A_COURSE)));
    return path;
  };

/** The same course, as each version of the standard names itself. */
const cartridge = (version: string) =>
  packed(`cours-${version}.imscc`, () => {
    const files = aCourse();
    const manifest = String(files['imsmanifest.xml'])
      .replace('1.3.0', version)
      .replaceAll('1p3', `1p${version.charAt(2)}`);
    return { ...files, 'imsmanifest.xml': manifest };
  });

const LOREM =
  'Un texte assez long pour être lu sans aucun programme, et qui en vaut la peine pour un élève.';

/** One page to read, one of script alone, a picture, a file that is announced and absent. */
const scorm2004 = (): PackedFiles => ({
  'imsmanifest.xml': `<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Les volcans</title>
<item identifier="a" identifierref="lave"><title>La lave</title></item>
<item identifier="b" identifierref="jeu"><title>Le jeu</title></item></organization></organizations>
<resources><resource identifier="lave" type="webcontent" adlcp:scormType="sco" href="lave.html"><file href="lave.html"/><file href="volcan.png"/><file href="perdu.html"/></resource>
<resource identifier="jeu" type="webcontent" adlcp:scormType="sco" href="jeu.html"><file href="jeu.html"/><file href="jeu.js"/></resource></resources></manifest>`,
  'lave.html': `<html><head><title>La lave</title><script src="https://exemple.invalid/api.js"></script></head><body onload="LMSInitialize()"><h1>La lave</h1><p>${LOREM}</p><img src="volcan.png" alt="Un volcan"></body></html>`,
  'volcan.png': DOT,
  'jeu.html': '<html><body><div id="app"></div><script src="jeu.js"></script></body></html>',
  'jeu.js': 'start()',
});

const hostileH5p = (): PackedFiles => ({
  'h5p.json': JSON.stringify({ title: 'Complète', mainLibrary: 'H5P.Blanks', license: 'U' }),
  'content/content.json': JSON.stringify({
    text: '<p onclick="alert(0)">Complète</p>',
    questions: ['<p>*un<script>alert(5)</script>* deux</p>'],
    media: {
      type: {
        library: 'H5P.Image 1.1',
        params: { file: { path: 'images/xss.svg', copyright: { license: 'U' } }, alt: 'rond' },
      },
    },
  }),
  'content/images/xss.svg':
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="https://exemple.invalid/x.png"/><circle r="9" style="fill:#666"/></svg>',
  'content/images/reste.jpg': 'jpg',
});

/** Pages as a platform sends them: trackers, fonts and players of other sites, a form, dead links. */
async function htmlFolder(root: string): Promise<string> {
  const folder = join(root, 'site');
  const page = (title: string, body: string): string =>
    `<!doctype html><html lang="fr"><head><title>${title}</title><link rel="stylesheet" href="https://exemple.invalid/a.css"><script src="https://exemple.invalid/t.js"></script></head><body><h1>${title}</h1><p>${LOREM}</p>${body}</body></html>`;
  await writeTree(folder, {
    'index.html': page('Accueil', '<a href="cours/é.html">Été</a> <a href="perdu.html">x</a>'),
    'cours/é.html': page(
      'Été',
      '<img src="../img/a.png" alt="a"><img src="https://exemple.invalid/b.png" alt="b"><iframe src="https://exemple.invalid/v"></iframe><form action="/rendre"><input name="a"></form>',
    ),
    'img/a.png': DOT,
    'app.js': 'x',
    'film.mp4': 'x',
    'style.css': 'p{}',
  });
  return folder;
}

/** Every kind that lessons come in, shipped where its licence lets us, else made with the same faults. */
export const EVERY_KIND: readonly KindOfLessons[] = [
  {
    name: 'an .mbz that is a ZIP',
    make: moodle('cours.mbz', zipped),
    figures: {
      pages: 18,
      files: 54,
      dead: 3,
      leftOut: {
        'missing-file': 1,
        'no-download': 1,
        restricted: 1,
        'rights-wait': 1,
        unpublished: 3,
      },
    },
  },
  {
    name: 'an .mbz that is a tar.gz',
    make: moodle('cours.mbz', tarred),
    figures: {
      pages: 18,
      files: 54,
      dead: 3,
      leftOut: {
        'missing-file': 1,
        'no-download': 1,
        restricted: 1,
        'rights-wait': 1,
        unpublished: 3,
      },
    },
    isLater: true,
  },
  {
    name: 'a real .mbz of Moodle 3.2',
    make: shipped('STACK-syntax-quiz.mbz'),
    figures: { pages: 2, files: 5, dead: 0, leftOut: { 'question-bank': 1 } },
  },
  {
    name: 'a cartridge 1.0',
    make: cartridge('1.0.0'),
    figures: {
      pages: 8,
      files: 14,
      dead: 4,
      leftOut: {
        'missing-file': 2,
        'not-listed': 3,
        'question-bank': 1,
        settings: 8,
        'teachers-only': 1,
        'unknown-kind': 1,
        unpublished: 8,
        unreadable: 1,
      },
    },
  },
  {
    name: 'a cartridge 1.1',
    make: cartridge('1.1.0'),
    figures: {
      pages: 8,
      files: 14,
      dead: 4,
      leftOut: {
        'missing-file': 2,
        'not-listed': 3,
        'question-bank': 1,
        settings: 8,
        'teachers-only': 1,
        'unknown-kind': 1,
        unpublished: 8,
        unreadable: 1,
      },
    },
    isLater: true,
  },
  {
    name: 'a cartridge 1.2',
    make: cartridge('1.2.0'),
    figures: {
      pages: 8,
      files: 14,
      dead: 4,
      leftOut: {
        'missing-file': 2,
        'not-listed': 3,
        'question-bank': 1,
        settings: 8,
        'teachers-only': 1,
        'unknown-kind': 1,
        unpublished: 8,
        unreadable: 1,
      },
    },
    isLater: true,
  },
  {
    name: 'a cartridge 1.3',
    make: cartridge('1.3.0'),
    figures: {
      pages: 8,
      files: 14,
      dead: 4,
      leftOut: {
        'missing-file': 2,
        'not-listed': 3,
        'question-bank': 1,
        settings: 8,
        'teachers-only': 1,
        'unknown-kind': 1,
        unpublished: 8,
        unreadable: 1,
      },
    },
  },
  {
    name: 'a real cartridge of one page',
    make: shipped('single-page.imscc'),
    figures: { pages: 1, files: 2, dead: 0, leftOut: { settings: 5 } },
  },
  {
    name: 'a real cartridge without an outline',
    make: shipped('canvas_cc_gem_course.imscc'),
    figures: { pages: 3, files: 4, dead: 0, leftOut: { 'missing-file': 1, settings: 11 } },
  },
  {
    name: 'a real SCORM 1.2',
    make: shipped('golf-scorm12.zip'),
    figures: {
      pages: 13,
      files: 28,
      dead: 0,
      leftOut: { 'missing-file': 5, 'needs-script': 1, script: 5, settings: 4, style: 1 },
    },
  },
  {
    name: 'a SCORM 2004',
    make: packed('volcans.zip', scorm2004),
    figures: { pages: 2, files: 4, dead: 0, leftOut: { 'missing-file': 1, script: 1 } },
  },
  {
    name: 'a real H5P',
    make: shipped('true-false.h5p'),
    figures: { pages: 1, files: 2, dead: 0, leftOut: { 'not-listed': 1, script: 1 } },
  },
  {
    name: 'a hostile H5P',
    make: packed('xss.h5p', hostileH5p),
    figures: { pages: 1, files: 3, dead: 0, leftOut: { 'not-listed': 1 } },
  },
  {
    name: 'an EPUB 3',
    make: example('livre/cours-python.epub'),
    figures: { pages: 5, files: 21, dead: 0, leftOut: { style: 1 } },
  },
  {
    name: 'Markdown of pandoc',
    make: example('python'),
    figures: { pages: 2, files: 11, dead: 0, leftOut: {} },
    isLater: true,
  },
  {
    name: 'Markdown of MkDocs',
    make: example('nsi'),
    figures: { pages: 3, files: 19, dead: 5, leftOut: {} },
  },
  {
    name: 'a folder of HTML',
    make: htmlFolder,
    figures: { pages: 2, files: 3, dead: 1, leftOut: { media: 1, script: 1, style: 1 } },
  },
  {
    name: 'a built site',
    make: example('site-nsi'),
    figures: { pages: 6, files: 20, dead: 197, leftOut: {} },
    isLater: true,
  },
  {
    name: 'a PDF',
    make: example('fiches/fiche_algo.pdf'),
    figures: { pages: 0, files: 2, dead: 0, leftOut: {} },
  },
];
