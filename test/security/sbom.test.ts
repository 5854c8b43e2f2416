// Goal: `npm run sbom` tells in CycloneDX what Préau is made of. Method: run it, and hold it to the lock file.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { lockedPackages } from './check-licences.ts';

const schema = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
});

test('names every package of the lock file', () => {
  const out = execFileSync('npm', ['run', '--silent', 'sbom'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  const { components } = schema.parse(JSON.parse(out));
  const named = new Set(components.map(({ purl }) => decodeURIComponent(purl)));
  const missing = lockedPackages().filter(
    ({ name }) => ![...named].some((purl) => purl.startsWith(`pkg:npm/${name}@`)),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
}, 60_000);
