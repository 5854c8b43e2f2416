// Goal: the scripts that a mirror ships are those of app/mirror/client, and light.
// Method: bundle them anew and compare; compress them.
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { OWN_SCRIPTS } from '../../../app/mirror/own-scripts.ts';
import { mirrorScripts } from '../../../lib/mirror-scripts.ts';

it('are what their sources give: after a change, npm run mirror-scripts', () => {
  expect(OWN_SCRIPTS).toEqual(mirrorScripts());
});

it('weigh 10 kB at most on the way', () => {
  for (const [name, text] of Object.entries(OWN_SCRIPTS))
    expect([name, gzipSync(text).length < 10_000]).toEqual([name, true]);
});

it('write text and never HTML, and keep nothing but in the caches of that name', () => {
  for (const text of Object.values(OWN_SCRIPTS))
    expect(text).not.toMatch(
      /innerHTML|outerHTML|document\.write|eval\(|localStorage|document\.cookie/,
    );
});
