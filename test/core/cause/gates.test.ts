import { describe, expect, test } from 'vitest';
import { carriedWord, recordedWord } from '../../../core/cause/carried-word.ts';
import { type Cause, CAUSES } from '../../../core/cause/cause.ts';
import { type Bench, chooseWords } from '../../../core/cause/choose-words.ts';
import { type Evidence, linesAbout } from '../../../core/cause/evidence.ts';
import { g2Holds, supportOf } from '../../../core/cause/gates/g2-lead.ts';
import { carriesAttack, g3Holds } from '../../../core/cause/gates/g3-attack.ts';
import { g4Contradiction } from '../../../core/cause/gates/g4-contradiction.ts';
import { g5Holds } from '../../../core/cause/gates/g5-hoster.ts';
import type { LikelihoodRow } from '../../../core/cause/likelihood-table.ts';
import { openCauses, refutedCauses } from '../../../core/cause/open-causes.ts';
import { posterior, ranked, type Ranked } from '../../../core/cause/posterior.ts';
import type { Reading } from '../../../core/cause/readings.ts';
import { secondCause } from '../../../core/cause/second-cause.ts';
import type { Claim } from '../../../core/cause/signal.ts';
import { BELL } from '../../fixtures/timeline.ts';

// Goal: each gate holds a word back at its very bound, and for nothing else. Method: rankings, lines,
// readings and claims by hand, with one thing changed at a time.

const line = (cause: Cause, ratio: number, more: Partial<Evidence> = {}): Evidence => ({
  cause,
  feature: 'f',
  family: 'http',
  ratio,
  weight: ratio,
  provenance: 'measured',
  statement: 's',
  why: 'w',
  ...more,
});
const claim = (role: Claim['role'], asserts: Cause, denies = false): Claim => ({
  at: BELL,
  role,
  asserts,
  denies,
  statement: 's',
  source: role,
});
const EVEN = {
  overload: 1,
  attack: 1,
  hosting: 1,
  application: 1,
  'name-or-certificate': 1,
  'third-party': 1,
};
const reading = (
  ratios: Partial<LikelihoodRow['ratios']>,
  row: Partial<LikelihoodRow> = {},
): Reading => ({
  signal: { feature: 'f', at: BELL, provenance: 'measured', source: 's', statement: 's' },
  row: { feature: 'f', family: 'traffic', why: 'w', ...row, ratios: { ...EVEN, ...ratios } },
});
/** `overload .6 attack .3`, likeliest first. */
const ranking = (text: string): readonly Ranked[] =>
  text
    .split(' ')
    .flatMap((word, index, words) =>
      index % 2 === 0 ? [{ cause: word as Cause, probability: Number(words[index + 1]) }] : [],
    );
const TWO_FAMILIES = [line('overload', 2), line('overload', 2, { family: 'calendar' })];

describe('G2, a clear lead', () => {
  const holds = (text: string, evidence: readonly Evidence[] = TWO_FAMILIES, proven = false) =>
    g2Holds(ranking(text), evidence, proven);

  test.each([
    ['overload .6 attack .3', false],
    ['overload .599 attack .2', true],
    ['overload .6 attack .301', true],
    ['overload .9', true],
    ['other .9 overload .1', true],
  ])('%s: held back is %s', (text, held) => {
    expect(holds(text)).toBe(held);
    expect(holds(text, [], true)).toBe(held);
  });

  test('needs two families of measurements, unless it is proven', () => {
    expect(g2Holds([], TWO_FAMILIES, false)).toBe(true);
    expect(holds('overload .9 attack .1', [line('overload', 9)])).toBe(true);
    expect(holds('overload .9 attack .1', [line('overload', 9)], true)).toBe(false);
  });

  test('a family supports by a measured line of that cause, worth saying', () => {
    const lines = [
      line('overload', 1.5, { family: 'a' }),
      line('overload', 1.49, { family: 'b' }),
      line('attack', 9, { family: 'c' }),
      line('overload', 9, { family: 'd', provenance: 'claimed' }),
      line('overload', 9, { family: 'e', provenance: 'declared', drawnFrom: ['f', 'g'] }),
    ];
    expect([...supportOf(lines, 'overload')]).toEqual(['a', 'e', 'f', 'g']);
    expect([...supportOf(lines, 'overload', 3)]).toEqual(['e', 'f', 'g']);
  });
});

describe('G3, the word attack', () => {
  const composed = reading({ attack: 8 }, { composition: true });
  const kinds = [line('attack', 3), line('attack', 3, { family: 'network' })];
  const bench = { readings: [composed], evidence: kinds, claims: [] as Claim[] };

  test('is carried by a composition and two kinds that tell it from overload', () => {
    expect(carriesAttack(bench)).toBe(true);
    expect(
      carriesAttack({ ...bench, readings: [reading({ attack: 7.9 }, { composition: true })] }),
    ).toBe(false);
    expect(carriesAttack({ ...bench, readings: [reading({ attack: 9 })] })).toBe(false);
    expect(carriesAttack({ ...bench, evidence: kinds.slice(1) })).toBe(false);
    // What speaks for both alike tells nothing: 3 to 1.01 is less than three times.
    const both = [...kinds, line('overload', 1.01)];
    expect(carriesAttack({ ...bench, evidence: both })).toBe(false);
    expect(
      carriesAttack({
        ...bench,
        evidence: [...kinds, line('overload', 9, { provenance: 'claimed' })],
      }),
    ).toBe(true);
  });

  test('is carried by the police and one kind', () => {
    const police = [claim('police', 'attack')];
    const one = { readings: [], evidence: kinds.slice(1), claims: police };
    expect(carriesAttack(one)).toBe(true);
    expect(carriesAttack({ ...one, evidence: [] })).toBe(false);
    for (const other of [
      claim('owner', 'attack'),
      claim('police', 'overload'),
      claim('police', 'attack', true),
    ])
      expect(carriesAttack({ ...one, claims: [other] })).toBe(false);
  });

  test('is carried by a flow and what the rest say together', () => {
    const flow = [reading({ attack: 30 }, { composition: true, family: 'traffic' })];
    const weak = [
      line('attack', 9, { family: 'traffic' }),
      line('attack', 2, { family: 'a' }),
      line('attack', 1.5, { family: 'b' }),
    ];
    const carries = (readings: readonly Reading[], evidence: readonly Evidence[]) =>
      carriesAttack({ readings, evidence, claims: [] });
    expect(carries(flow, weak)).toBe(true);
    expect(carries([reading({ attack: 29 }, { composition: true, family: 'traffic' })], weak)).toBe(
      false,
    );
    expect(carries([reading({ attack: 40 }), composed], weak)).toBe(false);
    expect(carries(flow, weak.slice(0, 2))).toBe(false);
    expect(carries(flow, weak.slice(0, 1))).toBe(false);
    const unsupported = [
      line('attack', 1.4, { family: 'a' }),
      line('attack', 1.4, { family: 'b' }),
      line('overload', 0.5, { family: 'a' }),
    ];
    expect(carries(flow, unsupported)).toBe(false);
    expect(
      carries(flow, [
        line('attack', 2, { family: 'a' }),
        line('attack', 9, { family: 'b', provenance: 'claimed' }),
      ]),
    ).toBe(false);
  });

  test('is held back without that, and with overload where a log shows both at once', () => {
    const first = (text: string) => ({ ...bench, ranking: ranking(text) });
    expect(g3Holds(first('attack .9'))).toBe(false);
    expect(g3Holds({ ...first('attack .9'), readings: [] })).toBe(true);
    expect(g3Holds({ ...first('overload .9'), readings: [] })).toBe(false);
    const ambiguous = { ...bench, readings: [composed, reading({}, { ambiguous: true })] };
    expect(g3Holds({ ...ambiguous, ranking: ranking('attack .9') })).toBe(true);
    expect(g3Holds({ ...ambiguous, ranking: ranking('overload .9') })).toBe(true);
    expect(g3Holds({ ...ambiguous, ranking: ranking('hosting .9') })).toBe(false);
    expect(g3Holds({ ...ambiguous, ranking: [] })).toBe(false);
  });
});

describe('G4, a first-hand word', () => {
  test.each<[readonly Claim[], 'none' | 'denied' | 'another-named']>([
    [[], 'none'],
    [[claim('owner', 'overload')], 'none'],
    [[claim('hoster', 'attack')], 'another-named'],
    [[claim('vendor', 'attack'), claim('owner', 'overload')], 'none'],
    [[claim('owner', 'overload', true)], 'denied'],
    [[claim('owner', 'attack', true)], 'none'],
    [[claim('owner', 'overload', true), claim('vendor', 'attack')], 'another-named'],
    [[claim('owner', 'overload'), claim('hoster', 'overload', true)], 'denied'],
    [[claim('press', 'attack'), claim('politician', 'overload', true)], 'none'],
  ])('%j is %s for overload', (claims, said) => {
    expect(g4Contradiction(claims, 'overload')).toBe(said);
  });
});

describe('G5, the word hosting', () => {
  const accusing = reading({ hosting: 6 }, { accuses: true });

  test('needs the hoster’s own word, or a row that may accuse', () => {
    expect(g5Holds('hosting', [], [])).toBe(true);
    expect(g5Holds('hosting', [accusing], [])).toBe(false);
    expect(g5Holds('hosting', [reading({ hosting: 5.9 }, { accuses: true })], [])).toBe(true);
    expect(g5Holds('hosting', [reading({ hosting: 9 })], [])).toBe(true);
    expect(g5Holds('hosting', [], [claim('hoster', 'hosting')])).toBe(false);
    for (const other of [
      claim('owner', 'hosting'),
      claim('hoster', 'attack'),
      claim('hoster', 'hosting', true),
    ])
      expect(g5Holds('hosting', [], [other])).toBe(true);
    expect(g5Holds('overload', [], [])).toBe(false);
    expect(g5Holds(undefined, [], [])).toBe(false);
  });
});

describe('the words', () => {
  const strong = [line('overload', 3), line('overload', 2, { family: 'calendar' })];
  const bench: Bench = {
    ranking: ranking('overload .9 attack .1'),
    evidence: strong,
    readings: [],
    claims: [],
    proven: false,
    vantagesAgree: true,
  };
  const words = (changes: Partial<Bench>) => {
    const { cause, rung, gates } = chooseWords({ ...bench, ...changes });
    return [cause, rung, ...gates].join(' ');
  };

  test('are as strong as what carries them', () => {
    expect(words({})).toBe('overload probable');
    expect(words({ evidence: TWO_FAMILIES })).toBe('overload possible');
    expect(words({ proven: true, evidence: [] })).toBe('overload confirmée');
    expect(words({ proven: true, ranking: ranking('overload .899 attack .1') })).toBe(
      'overload probable',
    );
    expect(words({ claims: [claim('owner', 'overload', true)] })).toBe('overload possible G4');
    expect(words({ claims: [claim('owner', 'overload', true)], proven: true })).toBe(
      'overload confirmée',
    );
  });

  test('are none where a gate holds, and each that does is named', () => {
    expect(words({ vantagesAgree: false })).toBe('undetermined inconnue G1');
    expect(words({ evidence: [] })).toBe('undetermined inconnue G2');
    expect(words({ claims: [claim('owner', 'attack')] })).toBe('undetermined inconnue G4');
    expect(words({ claims: [claim('owner', 'attack')], proven: true })).toBe('overload confirmée');
    expect(words({ ranking: [] })).toBe('undetermined inconnue G2');
    expect(words({ ranking: ranking('other .9 overload .1') })).toBe('undetermined inconnue G2');
    expect(words({ ranking: ranking('attack .9 overload .1'), vantagesAgree: false })).toBe(
      'undetermined inconnue G1 G2 G3',
    );
    const hosting = [line('hosting', 3), line('hosting', 2, { family: 'b' })];
    expect(words({ ranking: ranking('hosting .9 overload .1'), evidence: hosting })).toBe(
      'undetermined inconnue G5',
    );
  });
});

describe('what an incident’s record carries', () => {
  const record = (cause: string, confidence: number, also?: string) =>
    ({
      at: BELL,
      cause,
      confidence,
      source: 's',
      by: { role: 'r', name: 'n' },
      ...(also ? { also } : {}),
    }) as never;

  test.each([
    [record('overload', 0.9), { cause: 'overload', rung: 'confirmée', open: [] }],
    [record('overload', 0.89), { cause: 'overload', rung: 'probable', open: [] }],
    [record('overload', 0.65), { cause: 'overload', rung: 'probable', open: [] }],
    [record('overload', 0.64), { cause: 'undetermined', rung: 'inconnue', open: ['overload'] }],
    [
      record('overload', 0.5, 'attack'),
      { cause: 'undetermined', rung: 'inconnue', open: ['overload', 'attack'] },
    ],
    [record('undetermined', 1), { cause: 'undetermined', rung: 'inconnue', open: [] }],
    [
      record('undetermined', 1, 'attack'),
      { cause: 'undetermined', rung: 'inconnue', open: ['attack'] },
    ],
  ])('%j is the word %j', (recorded, word) => {
    expect(recordedWord(recorded)).toEqual(word);
    expect(carriedWord({ verdict: null, recorded: [record('hosting', 1), recorded] })).toEqual(
      word,
    );
  });

  test('is else its verdict’s, without what is never said', () => {
    expect(carriedWord({ verdict: null })).toBeNull();
    const verdict = {
      cause: 'undetermined',
      rung: 'inconnue',
      open: ['overload', 'other', 'attack'],
    } as never;
    expect(carriedWord({ verdict })).toEqual({
      cause: 'undetermined',
      rung: 'inconnue',
      open: ['overload', 'attack'],
    });
  });
});

describe('what stays open', () => {
  const open = (
    text: string,
    evidence: readonly Evidence[] = [],
    claims: readonly Claim[] = [],
    { refuted = [], twins = false }: { refuted?: readonly Cause[]; twins?: boolean } = {},
  ) => openCauses(ranking(text), evidence, claims, refuted, twins).join(' ');
  const EVERY = 'overload .4 attack .3 hosting .2 application .05 other .05';

  test('is what something speaks for and is likely enough', () => {
    const lines = [
      line('overload', 1.5),
      line('hosting', 1.5, { feature: 'g' }),
      line('application', 9, { feature: 'h' }),
    ];
    expect(open(EVERY, lines)).toBe('overload hosting');
    expect(open('overload .5 hosting .19 attack .05', lines)).toBe('overload hosting');
    expect(open('overload .5 hosting .09 attack .05', lines)).toBe('overload');
    expect(open(EVERY, [line('overload', 1.49)])).toBe('');
    expect(open(EVERY)).toBe('');
    expect(
      open('other .6 overload .4', [line('other', 9), line('overload', 9, { feature: 'g' })]),
    ).toBe('overload');
  });

  test('is not what one line says louder for the likeliest', () => {
    const same = [line('overload', 9), line('attack', 3), line('hosting', 2, { feature: 'g' })];
    expect(open(EVERY, same)).toBe('overload hosting');
    expect(open(EVERY, [line('overload', 3), line('attack', 3)])).toBe('overload attack');
    expect(
      open('other .5 overload .3 attack .2', [
        line('other', 20),
        line('overload', 9),
        line('attack', 3),
      ]),
    ).toBe('overload attack');
  });

  test('is what a first-hand person names, and both twins', () => {
    expect(open(EVERY, [], [claim('owner', 'application')])).toBe('overload application');
    expect(open(EVERY, [], [claim('owner', 'application', true), claim('press', 'hosting')])).toBe(
      '',
    );
    expect(open(EVERY, [], [], { twins: true })).toBe('overload attack');
    expect(open(EVERY, [], [], { twins: true, refuted: ['attack'] })).toBe(
      'overload hosting'.replace('hosting', 'hosting'),
    );
  });

  test('is never one alone where another is likely enough', () => {
    const only = [line('attack', 9)];
    expect(open('overload .4 attack .3 hosting .3', only)).toBe('overload attack');
    expect(open('attack .8 overload .1 hosting .1', only)).toBe('attack overload');
    expect(open('attack .8 overload .09 hosting .09', only)).toBe('attack');
  });

  test('and what is refuted is unlikely, and spoken against by one line', () => {
    const against = [line('attack', 0.3), line('hosting', 0.31), line('overload', 0.1)];
    const refuted = (text: string) => refutedCauses(ranking(text), against).join(' ');
    expect(refuted('overload .9 attack .049 hosting .04')).toBe('attack');
    expect(refuted('overload .9 attack .05')).toBe('');
    expect(refuted('application .9 overload .01 attack .01')).toBe('overload attack');
  });
});

describe('a second cause', () => {
  const own = [line('application', 2), line('application', 1.5, { family: 'change' })];
  const bench = {
    ranking: ranking('overload .9 application .05 other .05'),
    evidence: own,
    readings: [],
    claims: [],
    refuted: [],
  };
  const second = (changes: Partial<Parameters<typeof secondCause>[1]>) =>
    secondCause('overload', { ...bench, ...changes });

  test('has two kinds of evidence of its own', () => {
    expect(second({})).toBe('application');
    expect(second({ evidence: own.slice(1) })).toBeNull();
    expect(second({ evidence: own.slice(1), claims: [claim('owner', 'application')] })).toBe(
      'application',
    );
    expect(second({ evidence: [], claims: [claim('owner', 'application')] })).toBeNull();
    for (const no of [
      claim('owner', 'application', true),
      claim('press', 'application'),
      claim('owner', 'attack'),
    ])
      expect(second({ evidence: own.slice(1), claims: [no] })).toBeNull();
    expect(second({ evidence: [...own, line('overload', 2)] })).toBeNull();
    expect(second({ evidence: [line('application', 1.49), own[1] as Evidence] })).toBeNull();
    expect(
      second({ evidence: [line('application', 9, { provenance: 'claimed' }), own[1] as Evidence] }),
    ).toBeNull();
    expect(second({ refuted: ['application'] })).toBeNull();
  });

  test('is neither the first nor one that is never said, and passes its own gate', () => {
    const of = (cause: Cause) => own.map((one) => ({ ...one, cause }));
    expect(second({ evidence: of('overload') })).toBeNull();
    expect(second({ evidence: of('other') })).toBeNull();
    const list = ranking('overload .9 attack .05 hosting .05');
    expect(second({ ranking: list, evidence: of('attack') })).toBeNull();
    expect(second({ ranking: list, evidence: of('hosting') })).toBeNull();
    expect(
      second({ ranking: list, evidence: of('hosting'), claims: [claim('hoster', 'hosting')] }),
    ).toBe('hosting');
    const strong = [line('attack', 3), line('attack', 3, { family: 'network' })];
    const composed = [reading({ attack: 8 }, { composition: true })];
    expect(second({ ranking: list, evidence: strong, readings: composed })).toBe('attack');
  });
});

describe('lines that are worth a word', () => {
  test('are for or against, strongest first, with their weight', () => {
    const lines = [
      line('overload', 1.5, { feature: 'a', weight: 1.2 }),
      line('overload', 10, { feature: 'b' }),
      line('attack', 3, { feature: 'd' }),
      line('attack', 3, { feature: 'c', drawnFrom: ['x'] }),
      line('overload', 0.66, { feature: 'e' }),
      line('overload', 0.1, { feature: 'f' }),
      line('overload', 0.67, { feature: 'g' }),
      line('overload', 1.49, { feature: 'h' }),
      line('hosting', 9, { feature: 'i' }),
    ];
    const told = (way: 'for' | 'against') =>
      linesAbout(lines, ['overload', 'attack'], way).map(
        ({ feature, strength, ratio }) => `${feature} ${strength} ${ratio}`,
      );
    expect(told('for')).toEqual(['b strong 10', 'c moderate 3', 'd moderate 3', 'a weak 1.2']);
    expect(told('against')).toEqual(['f strong 0.1', 'e weak 0.66']);
    expect(linesAbout(lines, ['attack'], 'for')[0]).not.toHaveProperty('drawnFrom');
    expect(
      linesAbout([line('attack', 3), line('overload', 3)], CAUSES, 'for').map(({ cause }) => cause),
    ).toEqual(['attack', 'overload']);
    expect(linesAbout([line('overload', 1 / 1.5)], CAUSES, 'against')).toHaveLength(1);
  });
});

describe('probabilities', () => {
  const priors = {
    overload: 0.2,
    attack: 0.1,
    hosting: 0.2,
    application: 0.2,
    'name-or-certificate': 0.1,
    'third-party': 0.1,
    other: 0.1,
  };

  test('are priors times weights, normalised, whatever the order', () => {
    const lines = [
      line('overload', 9, { weight: 4 }),
      line('attack', 9, { weight: 0.5 }),
      line('overload', 9, { weight: 0.5 }),
    ];
    const found = posterior(priors, lines);
    // 0.4 + 0.05 + 0.2 + 0.2 + 0.1 + 0.1 + 0.1
    expect(found.overload).toBeCloseTo(0.4 / 1.15);
    expect(found.attack).toBeCloseTo(0.05 / 1.15);
    expect(found.other).toBeCloseTo(0.1 / 1.15);
    expect(posterior(priors, lines.toReversed())).toEqual(found);
    const many = Array.from({ length: 2_000 }, () => line('overload', 9, { weight: 9 }));
    expect(posterior(priors, many).overload).toBe(1);
    expect(ranked(found).map(({ cause }) => cause)).toEqual([
      'overload',
      'application',
      'hosting',
      'name-or-certificate',
      'other',
      'third-party',
      'attack',
    ]);
  });
});
