import { expect, test } from 'vitest';
import type { PlatformCommand, ShareCommand } from '../../app/views/person-command.ts';
import { personEvent } from '../../app/views/person-event.ts';
import { turnPlan } from '../../app/views/turn-plan.ts';
import { planLines } from '../../cli/plan-lines.ts';
import { planWords } from '../../cli/plan-words.ts';
import { placeHere, placeOnAws, type TurnPlace } from '../../cli/turn-place.ts';
import { undoCommand } from '../../cli/undo-command.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { morningConfig } from '../fixtures/morning-folder.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../fixtures/timeline.ts';

// Goal: whoever reads a plan knows what will be done, where, why, how soon, and how to take it back.
// Method: whole plans as printed at 80 columns, in both languages, over the real core's states.

const policy = testPolicy();
const NORD = platformId('nord');
const BY = { role: 'cli', name: 'A. Martin' };
const at = epochMs(BELL + 90_000);

const morning = morningConfig();
const config = {
  ...morning,
  names: {
    ...morning.names,
    zones: [{ name: 'example', nameServers: ['ns1.example'], adopted: [] }],
  },
};
const HERE = placeHere(config, 'nord.example', '/data/names/holds/nord', 5_353);
const AWS = placeOnAws(config, 'nord.example', 's3://preau-abris/holds/nord');

function calm(): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  run.take(roundOf('nord', epochMs(BELL + 10_000), '...'));
  return run;
}
function told(
  run: Run,
  command: PlatformCommand | ShareCommand,
  language: 'fr' | 'en',
  place: TurnPlace = HERE,
): readonly string[] {
  const plan = turnPlan(run.state, policy, command, at);
  const words = planWords(language);
  const undo = undoCommand(plan, { data: '/data' }, words.placeholder);
  return planLines({ plan, place, obstacles: [], undo }, words, 80);
}
const asked = (kind: PlatformCommand['kind'], reason = 'travaux'): PlatformCommand => ({
  kind,
  platform: NORD,
  by: BY,
  reason,
});

test('a shelter reads in French', () => {
  expect(told(calm(), asked('shelter'), 'fr')).toEqual([
    'Mettre à l’abri ENT nord (nord.example)',
    '  pourquoi        travaux (A. Martin)',
    '  retenue         /data/names/holds/nord : absente → posée',
    '  poids           nord.example A : origin 100 → 0, mirror 0 → 100',
    '  où              zone example, serveurs 127.0.0.1:5353',
    '  visiteurs       suivent en 70 s au plus : la retenue est vue en 10 s, puis',
    '                  leur résolveur oublie (TTL 60 s)',
    '  établissements  personne n’est prévenu de ce geste',
    '  ensuite         elle y reste jusqu’à ce qu’une personne la relâche',
    '  pour défaire    preau release nord --reason "POURQUOI" --data /data',
  ]);
});

test('a release reads in English, with the way back, on AWS', () => {
  const run = calm();
  run.take(personEvent(asked('shelter'), epochMs(BELL + 20_000)));
  for (const tens of [3, 4, 5]) run.take(roundOf('nord', epochMs(BELL + tens * 10_000), '...'));
  expect(told(run, asked('release'), 'en', AWS)).toEqual([
    'Release ENT nord (nord.example)',
    '  why             travaux (A. Martin)',
    '  hold            s3://preau-abris/holds/nord: on → off',
    '  weights         nord.example A: origin 0 → 10, mirror 100 → 90',
    '  where           zone example, servers ns1.example',
    '  visitors        follow within 2 min: the servers answer within 70 s, then',
    '                  their resolver forgets (TTL 60 s)',
    '  schools         nobody is told of this',
    '  then            in 2 min: 50 % to the mirror, hold off',
    '                  in 4 min: 0 % to the mirror, hold off',
    '                  (if the platform is well)',
    '  to undo         preau shelter nord --reason "WHY" --data /data',
  ]);
});

test('a veto orders to stay, and says that visitors do', () => {
  expect(told(calm(), asked('veto'), 'fr')).toEqual([
    'Interdire de basculer ENT nord (nord.example)',
    '  pourquoi        travaux (A. Martin)',
    '  ordre           rester à l’origine, quoi que dise sa santé : son contrôle est',
    '                  désactivé',
    '  retenue         /data/names/holds/nord : reste absente',
    '  poids           nord.example A : origin reste à 100, mirror reste à 0',
    '  où              zone example, serveurs 127.0.0.1:5353',
    '  visiteurs       restent à l’origine',
    '  établissements  personne n’est prévenu de ce geste',
    '  ensuite         elle y reste jusqu’à ce qu’une personne lève l’interdiction',
    '  pour défaire    preau unveto nord --reason "POURQUOI" --data /data',
  ]);
});

test('a drill says EXERCICE, whom it tells, and how it ends', () => {
  const lines = told(calm(), asked('start-drill', ''), 'en').join('\n');
  expect(lines).toContain('EXERCICE (drill)');
  expect(lines).toContain('none is told, but owners and those who asked');
  expect(lines).toContain('preau drill end nord --data /data');
});

test('what changes nothing says so, and offers nothing to undo', () => {
  expect(told(calm(), asked('release'), 'fr')).toEqual([
    'Relâcher ENT nord (nord.example)',
    '  pourquoi        travaux (A. Martin)',
    'Rien ne basculerait : c’est déjà le cas, ou ce n’est pas possible maintenant.',
  ]);
});

test('a shelter over a veto says that the veto ends, and how to put it back', () => {
  const run = calm();
  run.take(personEvent(asked('veto'), epochMs(BELL + 20_000)));
  const lines = told(run, asked('shelter'), 'en');
  expect(lines.slice(-3)).toEqual([
    '  to undo         preau release nord --reason "WHY" --data /data',
    '                  (the veto ends with this; to put it back afterwards: preau',
    '                  veto nord)',
  ]);
});

test('what cannot be done says what stands in the way', () => {
  const run = calm();
  run.take(personEvent(asked('veto'), epochMs(BELL + 20_000)));
  const plan = turnPlan(run.state, policy, asked('start-drill', ''), at);
  const obstacles = [{ title: 'Interdit', remedy: 'Levez.' }];
  const lines = planLines({ plan, place: HERE, obstacles, undo: '' }, planWords('fr'), 80);
  expect(lines.slice(-3)).toEqual([
    'Rien ne basculerait :',
    '  obstacle        Interdit',
    '                  Levez.',
  ]);
});

test.each(['fr', 'en'] as const)(
  'no line of any plan in %s is wider than 80 columns',
  (language) => {
    const run = calm();
    const share: ShareCommand = { kind: 'share', platform: NORD, share: 0.25, by: BY, reason: 'r' };
    const kinds = ['shelter', 'veto', 'suspend', 'start-drill', 'unveto'] as const;
    for (const command of [...kinds.map((kind) => asked(kind)), share])
      for (const line of told(run, command, language)) expect(line.length).toBeLessThanOrEqual(80);
  },
);

test('the undoing names the same home, and quotes what a shell would split', () => {
  const plan = { undo: { sharePercent: 30 }, command: asked('shelter') };
  const options = { aws: true, config: "mes écoles/l'an $(x)/preau.yaml" } as const;
  expect(undoCommand(plan, options, 'WHY')).toBe(
    `preau share nord 30 --reason "WHY" --aws --config 'mes écoles/l'\\''an $(x)/preau.yaml'`,
  );
});

test('at the owner’s own name server it names that server, and no hold’s file', () => {
  const own = {
    server: '192.0.2.53',
    port: 53,
    key: { name: 'preau', algorithm: 'hmac-sha256', secretFile: '/etc/preau.key' },
  } as const;
  const authorities = [{ address: '198.51.100.53', port: 53 }];
  const names = { ...config.names, rfc2136: { ...own, authorities } };
  const place = placeHere({ names }, 'nord.example', '/data/names/holds/nord', 5_353);
  const text = told(calm(), asked('shelter'), 'fr', place).join('\n');
  expect(text).toContain('RFC 2136, 192.0.2.53:53');
  expect(text).toContain('serveurs 198.51.100.53:53');
  expect(text).not.toContain('/data/names/holds');
  expect(place.holdSeenMs).toBe(0);
  const byZone = placeHere({ names: { ...names, rfc2136: own } }, 'nord.example', '', 5_353);
  expect(byZone.servers).toEqual(['ns1.example']);
});
