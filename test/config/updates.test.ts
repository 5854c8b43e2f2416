import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { policyFromConfig } from '../../config/policy-from-config.ts';
import { readConfig } from '../../config/read-config.ts';
import { smallTable } from '../fixtures/policy.ts';
import { aConfig } from './a-config.ts';

// Goal: what docs/name-servers.md promises of an owner's own name server is refused where it cannot
// hold, with its place and what to do, in both languages.
// Method: a right configuration, changed one value at a time.

type Changes = Readonly<Record<string, unknown>>;

const own: Changes = {
  aws: undefined,
  'shelter.originShares': [1],
  'names.rfc2136': {
    server: '192.0.2.53',
    key: { name: 'Preau.Region.Example.', secretFile: 'cle-tsig' },
  },
};
const read = (changes: Changes, language: 'fr' | 'en' = 'fr') =>
  readConfig(aConfig({ ...own, ...changes }), { language });
const found = (changes: Changes) => {
  const result = read(changes);
  return result.kind === 'read' ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
};

test('the example of docs/name-servers.md is right', () => {
  const example = new URL('../../examples/name-servers/preau.yaml', import.meta.url);
  expect(readConfig(readFileSync(example, 'utf8'), { language: 'fr' }).kind).toBe('read');
});

describe('names at an owner’s own name server', () => {
  test('are read with their defaults, the key’s name as servers compare it', () => {
    const result = read({});
    expect(result.kind === 'read' && result.config.names.rfc2136).toEqual({
      server: '192.0.2.53',
      port: 53,
      key: { name: 'preau.region.example', algorithm: 'hmac-sha256', secretFile: 'cle-tsig' },
    });
  });

  test('can answer no share between, and the policy says so', () => {
    const sharesOf = (changes: Changes) => {
      const result = readConfig(aConfig(changes), { language: 'fr' });
      return (
        result.kind === 'read' && policyFromConfig(result.config, smallTable).shelter.wholeOnly
      );
    };
    expect([sharesOf(own), sharesOf({})]).toEqual([true, undefined]);
  });

  test.each<[Changes, string]>([
    [{ 'shelter.originShares': undefined }, 'updates-know-no-shares shelter.originShares'],
    [{ 'shelter.originShares': [0.5, 1] }, 'updates-know-no-shares shelter.originShares'],
    [{ 'shelter.shedShare': 0.2 }, 'updates-shed-nobody shelter.shedShare'],
    [{ aws: { holdBucket: 'preau-abris' } }, 'updates-on-aws names.rfc2136'],
    [{ 'names.rfc2136.server': 'ns1.region.example' }, 'ip names.rfc2136.server'],
    [{ 'names.rfc2136.port': 0 }, 'number-least names.rfc2136.port'],
    [{ 'names.rfc2136.key.name': 'a..b' }, 'tsig-key-name names.rfc2136.key.name'],
    [{ 'names.rfc2136.key.name': undefined }, 'missing names.rfc2136.key.name'],
    [{ 'names.rfc2136.key.algorithm': 'hmac-md5' }, 'not-among names.rfc2136.key.algorithm'],
    [{ 'names.rfc2136.key.secretFile': undefined }, 'missing names.rfc2136.key.secretFile'],
    [{ 'names.rfc2136.key.secret': 'c2VjcmV0' }, 'unknown-key names.rfc2136.key.secret'],
    [{ 'names.rfc2136.authorities': [] }, 'array-least names.rfc2136.authorities'],
    [{ 'names.ttl': '5m' }, 'ttl-too-long names.ttl'],
  ])('%o is refused', (changes, problem) => {
    expect(found(changes)).toEqual([problem]);
  });

  test('a secret in the file is told without being repeated', () => {
    const result = read({ 'names.rfc2136.key.secret': 'c2VjcmV0' });
    expect(result.kind).toBe('refused');
    expect(JSON.stringify(result)).not.toContain('c2VjcmV0');
  });

  test.each(['fr', 'en'] as const)('the remedy is said in %s', (language) => {
    const result = read({ 'shelter.originShares': [0.5, 1] }, language);
    const problems = result.kind === 'refused' ? result.problems : [];
    expect(problems[0]?.got).toBe('[0.5, 1]');
    expect(problems[0]?.remedy).toContain(language === 'fr' ? 'en une fois' : 'one step');
  });

  test('a key’s name of any length is judged at once', () => {
    const started = performance.now();
    expect(found({ 'names.rfc2136.key.name': `${'a'.repeat(200)}!` })).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
