import { writeFileSync } from 'node:fs';
import { openPackage } from '../../../adapters/local/lessons/open-package.ts';
import { readXmlTree } from '../../../adapters/local/lessons/xml-tree.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { scratchFile } from '../scratch.ts';
import { type FuzzTarget, mustHold } from '../target.ts';

const words = mirrorWords('fr');
const FILES_READ = 60;
const XML = [
  '<item>',
  '</item>',
  '<resource identifier="a" href="../x">',
  '&#0;',
  '<!DOCTYPE a [',
  '<![CDATA[',
];
const MORE = [
  '<?xml version="1.1"?>',
  '@@PLUGINFILE@@/',
  'xmlns:a="b"',
  '</',
  '$IMS-CC-FILEBASE$',
  '%2e%2e/',
];

/** Open a package by what it is, list it, and read what it presents: as a build does. */
async function readWhole(input: Uint8Array): Promise<string> {
  const path = scratchFile('package');
  writeFileSync(path, input);
  const source = await openPackage(path, words);
  try {
    const sets = await source.sets();
    const { files, leftOut } = await source.list();
    const outline = (await source.outline?.()) ?? [];
    for (const { path: place } of files)
      mustHold(/^\/(?!.*(?:^|\/)\.\.?(?:\/|$))[^\0\\]*$/.test(place), `a file outside: ${place}`);
    for (const file of files.slice(0, FILES_READ)) await source.read(file);
    const reasons = leftOut.map(({ reason }) => reason).join(' ');
    return `${sets.length} ${Math.min(files.length, 9)} ${reasons} ${Math.min(outline.length, 9)}`;
  } finally {
    await source.close?.();
  }
}

/** Of every kind that teachers have; its entries are changed and packed again. */
const lessonPackage: FuzzTarget = {
  name: 'lesson-package',
  shape: 'archive',
  maxBytes: 400_000,
  words: [...XML, ...MORE],
  shipped: [
    'test/fixtures/lessons/STACK-syntax-quiz.mbz',
    'test/fixtures/lessons/canvas_cc_gem_course.imscc',
    'test/fixtures/lessons/single-page.imscc',
    'test/fixtures/lessons/true-false.h5p',
  ],
  run: readWhole,
};

/** The container itself: headers, directories, sizes, links. */
const archive: FuzzTarget = {
  name: 'archive',
  shape: 'bytes',
  maxBytes: 65_536,
  words: [
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    'ustar',
    '\x1f\x8b',
    '../',
    '\xff\xff\xff\xff',
    '\0'.repeat(512),
  ],
  shipped: ['test/fixtures/lessons/true-false.h5p', 'test/fixtures/lessons/single-page.imscc'],
  run: readWhole,
};

const manifest: FuzzTarget = {
  name: 'xml',
  shape: 'text',
  maxBytes: 262_144,
  words: [...XML, '<!ENTITY b "&a;&a;">', '&b;', '\ufeff', 'encoding="UTF-16"'],
  run: (input) => `element ${readXmlTree(input, 'imsmanifest.xml').name !== ''}`,
};

export const targets = [lessonPackage, archive, manifest];
