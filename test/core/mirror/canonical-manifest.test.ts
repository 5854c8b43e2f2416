// Goal: one source has one build id, on every machine and at every hour; any change has another.
// Method: properties over shuffled and changed manifests, with a real hash.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  buildIdOf,
  canonicalContent,
  signedText,
} from '../../../core/mirror/canonical-manifest.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';

const hash = (text: string) => sha256(createHash('sha256').update(text).digest('hex'));
const files = ['/b', '/a', '/é', '/a b'].map((path) => ({
  path,
  sha256: hash(path),
  sizeBytes: 1,
  type: 'text/html',
}));
const manifest: Manifest = {
  version: 1,
  platform: platformId('x'),
  buildId: '',
  builtAt: epochMs(1),
  title: 't',
  licence: 'l',
  attribution: 'a',
  files,
  aliases: { '/z': '/b', '/y': '/a' },
};

it('does not depend on the order of files and aliases, nor on the hour', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(files, { minLength: files.length }),
      fc.nat(),
      (shuffled, at) => {
        const other: Manifest = {
          ...manifest,
          files: shuffled,
          builtAt: epochMs(at),
          buildId: 'other',
          aliases: { '/y': '/a', '/z': '/b' },
        };
        expect(buildIdOf(other, hash)).toBe(buildIdOf(manifest, hash));
      },
    ),
  );
});

it.each([
  { title: 'u' },
  { licence: 'm' },
  { platform: platformId('y') },
  { aliases: { '/z': '/a', '/y': '/a' } },
  { files: files.slice(1) },
  { files: files.map((file, index) => (index === 0 ? { ...file, sha256: hash('other') } : file)) },
])('differs when the content does: %o', (change) => {
  expect(buildIdOf({ ...manifest, ...change }, hash)).not.toBe(buildIdOf(manifest, hash));
});

it('is signed together with its id and its hour', () => {
  expect(signedText(manifest)).not.toBe(signedText({ ...manifest, builtAt: epochMs(2) }));
  expect(signedText(manifest)).not.toBe(signedText({ ...manifest, buildId: 'x' }));
  expect(signedText(manifest)).toContain(canonicalContent(manifest));
});
