import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

// Goal: every problem of a configuration is found at once, at its place, whatever the text.
// Method: a right configuration, changed one value at a time; hostile texts; any text at all.

const example = readFileSync(new URL('../../examples/preau.yaml', import.meta.url), 'utf8');

const problemsOf = (text: string) => {
  const read = readConfig(text);
  return read.kind === 'read' ? [] : read.problems;
};
const found = (changes: Readonly<Record<string, unknown>>) =>
  problemsOf(aConfig(changes)).map(({ code, path }) => `${code} ${path}`);

test('reads the example and the least configuration, with defaults and milliseconds', () => {
  expect(problemsOf(example)).toEqual([]);
  const read = readConfig(aConfig());
  expect(read).toMatchObject({
    kind: 'read',
    config: {
      watch: { interval: 10_000, votesToFall: 2, roundsToFall: 3, roundsToRecover: 6 },
      shelter: { minHold: 600_000, originShares: [0.1, 0.5, 1] },
      names: { ttl: 60_000, failureThreshold: 3 },
      platforms: [{ origin: { port: 443, path: '/', slow: 5_000 } }, { owners: [] }],
    },
  });
});

describe('one value at a time', () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ 'platforms.0.id': 'ENT 1' }, 'id platforms[0].id'],
    [{ 'platforms.0.smsName': 'x'.repeat(25) }, 'string-most platforms[0].smsName'],
    [{ 'platforms.0.smsName': '学校' }, 'sms-name-not-gsm7 platforms[0].smsName'],
    [{ 'platforms.0.smsName': '……………………………' }, 'sms-name-not-gsm7 platforms[0].smsName'],
    [{ 'platforms.0.kind': 'portal' }, 'not-among platforms[0].kind'],
    [{ 'platforms.0.hostname': undefined }, 'missing platforms[0].hostname'],
    [{ 'platforms.0.hostname': 'https://x.fr' }, 'hostname platforms[0].hostname'],
    [{ 'platforms.0.hostname': 'ent.autre.example' }, 'zone-missing platforms[0].hostname'],
    [{ 'platforms.1.hostname': 'ENT.region.example' }, 'duplicate-hostname platforms[1].hostname'],
    [{ 'platforms.0.hoster': 'est' }, 'hoster-unknown platforms[0].hoster'],
    [{ 'platforms.0.mirror.hoster': 'est' }, 'hoster-unknown platforms[0].mirror.hoster'],
    [{ 'platforms.0.mirror.hoster': 'nord' }, 'mirror-same-hoster platforms[0].mirror.hoster'],
    [{ 'hosters.1.region': 'LILLE' }, 'mirror-same-region platforms[0].mirror.hoster'],
    [
      { 'platforms.0.mirror.addresses': ['192.0.2.10'] },
      'mirror-same-address platforms[0].mirror.addresses',
    ],
    [
      { 'platforms.0.origin.addresses': ['192.0.2.10', '2001:db8::1'] },
      'mirror-lacks-family platforms[0].mirror.addresses',
    ],
    [{ 'platforms.0.origin.addresses': ['300.1.1.1'] }, 'ip platforms[0].origin.addresses[0]'],
    [{ 'platforms.0.origin.addresses': [] }, 'array-least platforms[0].origin.addresses'],
    [
      { 'platforms.0.origin.host': 'ent.region.example' },
      'origin-is-protected platforms[0].origin.host',
    ],
    [
      { 'platforms.0.mirror.ownName': 'ent.region.example' },
      'mirror-name-is-protected platforms[0].mirror.ownName',
    ],
    [{ 'platforms.0.origin.port': 0 }, 'port-zero platforms[0].origin.port'],
    [{ 'platforms.0.origin.port': '443' }, 'type-number platforms[0].origin.port'],
    [{ 'platforms.0.origin.slow': '5min' }, 'duration platforms[0].origin.slow'],
    [{ 'platforms.0.origin.slow': '2h' }, 'duration-bounds platforms[0].origin.slow'],
    [{ 'platforms.0.origin.path': 'login' }, 'path platforms[0].origin.path'],
    [{ 'platforms.0.serves.departments': ['31'] }, 'department platforms[0].serves.departments[0]'],
    [{ 'platforms.0.serves.types': ['prépa'] }, 'not-among platforms[0].serves.types[0]'],
    [{ 'vantages.1.id': 'toulouse' }, 'duplicate-id vantages[1].id'],
    [{ 'vantages.0.controls': ['autre'] }, 'control-unknown vantages[0].controls[0]'],
    [{ 'watch.votesToFall': 3 }, 'votes-above-vantages watch.votesToFall'],
    [{ 'watch.roundsToRecover': 3 }, 'recover-too-soon watch.roundsToRecover'],
    [{ 'watch.massShare': 0 }, 'number-above watch.massShare'],
    [{ 'watch.intervalle': '10s' }, 'unknown-key-near watch.intervalle'],
    [{ 'watch.votes_to_fall': 2 }, 'unknown-key-near watch.votes_to_fall'],
    [{ 'watch.colour': 2 }, 'unknown-key watch.colour'],
    [{ 'shelter.originShares': [0.5, 0.1, 1] }, 'shares-not-rising shelter.originShares[1]'],
    [{ 'shelter.originShares': [0.5, 0.9] }, 'shares-not-whole shelter.originShares[1]'],
    [{ 'notices.budget': -1 }, 'number-least notices.budget'],
    [{ 'notices.sms.sender': 'Préau' }, 'sender-form notices.sms.sender'],
    [{ 'notices.sms.sender': '38000' }, 'type-string notices.sms.sender'],
    [{ 'notices.sms.sender': 'Alerte' }, 'sender-generic notices.sms.sender'],
    [{ 'notices.sms.sender': 'PREAUOCCITANIE' }, 'sender-form notices.sms.sender'],
    [{ 'notices.sms.gateway': 'http://u:p@x.fr' }, 'url-with-password notices.sms.gateway'],
    [{ 'names.ttl': '5m' }, 'ttl-too-long names.ttl'],
    [{ 'organisation.timeZone': 'Europe/Toulouse' }, 'time-zone organisation.timeZone'],
    [{ 'platforms.0.timeZone': 'Indian/Réunion' }, 'time-zone platforms[0].timeZone'],
    [{ 'platforms.0.timeZone': '+04:00' }, 'time-zone platforms[0].timeZone'],
    [{ 'organisation.name': 'a\nb' }, 'control-character organisation.name'],
    [{ 'aws.holdRegion': 'eu-west-3' }, 'hold-region-is-home aws.holdRegion'],
    [{ pages: undefined }, 'missing pages'],
    [{ pages: null }, 'type-object pages'],
    [
      { 'cause.calendar': [{ date: '6 avril', kind: 'return', label: 'x' }] },
      'day cause.calendar[0].date',
    ],
  ])('%j is refused as %s', (changes, expected) => {
    // YAML writes 38000 without quotes when it is a number.
    const text = aConfig(changes).replace('"38000"', '38000');
    expect(problemsOf(text).map(({ code, path }) => `${code} ${path}`)).toEqual([expected]);
  });
});

test('accepts port 0 and shared addresses in a rehearsal only', () => {
  const text = aConfig({
    'platforms.0.origin': { host: 'o.example', addresses: ['127.0.0.1'], port: 0, expect: 'x' },
    'platforms.0.mirror.addresses': ['127.0.0.1'],
  });
  expect(readConfig(text, { rehearsal: true }).kind).toBe('read');
  expect(problemsOf(text).map(({ code }) => code)).toEqual(['port-zero', 'mirror-same-address']);
});

test('a problem of one value hides none of another', () => {
  expect(
    found({
      'platforms.0.origin.slow': 'soon',
      'platforms.0.smsName': '学校',
      'platforms.0.mirror.hoster': 'nord',
      'watch.interval': 10,
      'watch.votesToFall': 9,
      langue: 'fr',
    }),
  ).toEqual([
    'sms-name-not-gsm7 platforms[0].smsName',
    'duration platforms[0].origin.slow',
    'mirror-same-hoster platforms[0].mirror.hoster',
    'type-string watch.interval',
    'votes-above-vantages watch.votesToFall',
    'unknown-key langue',
  ]);
});

test('gives the line and the column, from 1, with what was expected, found and to be done', () => {
  const text = example.replace('interval: 10s', 'interval: 10');
  const line = text.split('\n').findIndex((words) => words.includes('interval: 10')) + 1;
  expect(problemsOf(text)).toEqual([
    {
      line,
      column: 13,
      path: 'watch.interval',
      code: 'type-string',
      expected: 'un texte',
      got: '10',
      remedy: 'mettez la valeur entre guillemets',
    },
  ]);
});

test('speaks English when asked', () => {
  const read = readConfig(aConfig({ 'names.ttl': '2m' }), { language: 'en' });
  expect(read).toMatchObject({ problems: [{ expected: 'a TTL of 60 seconds at most' }] });
});

describe('a hostile text', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghij')
    .map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`,
    )
    .join('\n')}\n`;
  test.each([
    ['empty', '', 'empty-file'],
    ['only a comment', '# rien\n', 'empty-file'],
    ['ten thousand brackets', '['.repeat(10_000), 'too-deep'],
    ['ten thousand nested dashes', '- '.repeat(10_000), 'too-deep'],
    ['larger than a megabyte', `x: ${'y'.repeat(1_100_000)}`, 'too-large'],
    ['aliases that multiply', bomb, 'too-many-aliases'],
    ['an alias of itself', 'watch: { interval: &a [*a] }', 'alias-of-itself'],
    ['two documents', `${aConfig()}---\na: 1\n`, 'two-documents'],
    ['a key twice', `${aConfig()}watch: {}\nwatch: {}\n`, 'duplicate-key'],
    ['a tab as indent', 'organisation:\n\tname: x\n', 'yaml-tab'],
    ['an unknown tag', `${aConfig()}cause: !!js/function "x"\n`, 'yaml-syntax'],
    ['a list', '- a\n', 'type-object'],
    ['a key of the prototype', `${aConfig()}__proto__: { x: 1 }\n`, 'unknown-key'],
  ])('%s is refused', (_name, text, code) => {
    expect(problemsOf(text).map((problem) => problem.code)).toContain(code);
  });

  test('many keys take time in proportion to their number', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(problemsOf(keys).length).toBeLessThanOrEqual(200);
  });

  test('any text is read or refused, with places inside it', () => {
    const piece = fc.constantFrom(
      ...Array.from(' :-[]{}&*"\'\n\t#|>!?,%@`ab1é\u0000\u202e'),
      '  - ',
      'hosters',
      ': ',
    );
    const yamlish = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        const problems = problemsOf(text);
        expect(problems.length).toBeGreaterThan(0);
        for (const { line, got } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(got).toMatch(/^[^\p{Cc}\p{Cf}]{0,81}$/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any tree is read or refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('platforms', 'watch', 'notices', 'names.zones'),
        fc.jsonValue(),
        (key, value) => {
          const read = readConfig(aConfig({ [key]: value }));
          expect(read.kind === 'read' || read.problems.length > 0).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
