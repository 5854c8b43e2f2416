import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drillReport } from '../../../app/views/drill-report.ts';
import type { PictureAnswer } from '../../../core/incident/names-picture.ts';
import {
  after,
  answered,
  BY,
  CALM,
  DRILL_POLICY,
  drill,
  type Lived,
  live,
  shelter,
  tick,
  WHOLE,
} from '../../fixtures/drilled.ts';
import { roundOf } from '../../fixtures/timeline.ts';

// Goal: a drill's report says what turned, when, seen where, who was told, and whatever else moved.
// Method: drills lived through by the real core, with a shell that sees turns done two seconds late.

const RULES = [{ fromSeq: 1, policy: DRILL_POLICY }];

function reportOf({ entries, state }: Lived) {
  const found = Object.values(state.incidents).find((incident) => incident.drill);
  if (found === undefined) throw new Error('no drill was held');
  return drillReport(entries, RULES, found.id);
}

describe('a drill’s report', () => {
  test('tells its turns with the answers seen, and how long each took', () => {
    const report = reportOf(live(WHOLE));
    expect(report).toMatchObject({
      hostname: 'nord.example',
      begun: { at: after(10), by: BY },
      ended: { at: after(120), by: BY },
      cutShort: false,
      turns: [
        {
          key: 'nord/turn/1',
          askedAt: after(10),
          hold: { before: false, after: true },
          mirrorShare: { before: 0, after: 1 },
          verified: { tookMs: 2_000, answers: [{ server: '127.0.0.1:53', mirrorShare: 1 }] },
        },
        { key: 'nord/turn/2', mirrorShare: { before: 1, after: 0 }, verified: { tookMs: 2_000 } },
      ],
    });
  });

  test('tells its notices with EXERCICE in each, to whom by count, and what became of them', () => {
    expect(reportOf(live(WHOLE))?.notices).toMatchObject([
      { phase: 'drill', marked: true, plan: { mails: 3, sms: 1 }, deliveries: { accepted: 4 } },
      { phase: 'drill', marked: true, plan: { recipients: 4 }, deliveries: { accepted: 4 } },
    ]);
  });

  test('says of every other mirrored platform that nothing moved', () => {
    const still = { hold: false, mirrorShare: 0, stay: false };
    const others = reportOf(live(WHOLE))?.others;
    expect(others?.map(({ platform }) => platform)).toEqual(['sud', 'ouest']);
    for (const other of others ?? [])
      expect(other).toMatchObject({
        shelter: { before: still, after: still },
        turns: [],
        answered: [],
      });
  });

  test('names what moved meanwhile, by its line and its reason', () => {
    const events = [
      ...CALM,
      drill('start-drill', 10),
      shelter('sud', 50),
      drill('end-drill', 120),
      tick(130),
    ];
    const sud = reportOf(live(events))?.others[0];
    expect(sud).toMatchObject({
      platform: 'sud',
      shelter: { before: { mirrorShare: 0 }, after: { mirrorShare: 1, hold: true } },
      turns: [{ at: after(50), action: { key: 'sud/turn/1', why: { kind: 'by-hand' } } }],
    });
    expect(sud?.answered).toHaveLength(1);
  });

  test('of one that still runs has no end, and of one that a fall cut short says so', () => {
    const begun = [...CALM, drill('start-drill', 10)];
    expect(reportOf(live(begun))).toMatchObject({ ended: null, cutShort: false });
    const fallen = [...begun, roundOf('nord', after(20), 'xxx'), roundOf('nord', after(30), 'xxx')];
    expect(reportOf(live(fallen))).toMatchObject({ ended: null, cutShort: true });
  });

  test('of what is no drill is none', () => {
    const { entries, state } = live([
      ...CALM,
      roundOf('nord', after(20), 'xxx'),
      roundOf('nord', after(30), 'xxx'),
    ]);
    const [incident] = Object.values(state.incidents);
    expect(incident && drillReport(entries, RULES, incident.id)).toBeNull();
  });

  test('tells every turn of others in its time, whatever they were', () => {
    const acts = fc.array(
      fc.record({
        platform: fc.constantFrom('sud', 'ouest'),
        seconds: fc.integer({ min: 11, max: 110 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(acts, (given) => {
        const ordered = given.toSorted((one, other) => one.seconds - other.seconds);
        const during = ordered.map(({ platform, seconds }) => shelter(platform, seconds));
        const lived = live([
          ...CALM,
          drill('start-drill', 10),
          ...during,
          drill('end-drill', 120),
          tick(130),
        ]);
        const turned = lived.entries.flatMap(({ actions }) =>
          actions.flatMap((action) =>
            action.kind === 'turn-dns' && action.platform !== 'nord' ? action.key : [],
          ),
        );
        const told = reportOf(lived)?.others.flatMap(({ turns }) =>
          turns.map(({ action }) => action.key),
        );
        expect(told?.toSorted()).toEqual(turned.toSorted());
      }),
    );
  });

  test('says that nothing else moved where every name was asked at both ends, and only there', () => {
    const whole = reportOf(live(WHOLE));
    expect(whole).toMatchObject({ elseMoved: 'nothing', pictures: { findings: [], still: 2 } });
    expect(whole?.pictures.start).toMatchObject({ since: after(10), at: after(12) });
    expect(whole?.pictures.end).toMatchObject({ since: after(130), at: after(132) });
    const none = reportOf(live(WHOLE, 2_000, null));
    expect(none).toMatchObject({ elseMoved: 'unknown', pictures: { start: null, end: null } });
    const running = reportOf(live([...CALM, drill('start-drill', 10)]));
    expect(running).toMatchObject({ elseMoved: 'unknown', pictures: { end: null, still: 0 } });
  });

  test('names what its servers answer otherwise than before, or than they were told', () => {
    const moved = reportOf(
      live(WHOLE, 2_000, (moment, id) =>
        moment === 'end' && id === 'sud' ? answered(0, 1) : null,
      ),
    );
    expect(moved?.elseMoved).toBe('something');
    expect(moved?.pictures.still).toBe(1);
    expect(moved?.pictures.findings).toMatchObject([
      { kind: 'moved', platform: 'sud', start: { most: 0 }, end: { least: 0, most: 1 } },
      { kind: 'astray', moment: 'end', share: 0, seen: { most: 1 } },
    ]);
    const astray = reportOf(live(WHOLE, 2_000, (_, id) => (id === 'ouest' ? answered(1) : null)));
    expect(astray?.elseMoved).toBe('something');
    expect(astray?.pictures.findings.map(({ kind }) => kind)).toEqual(['astray', 'astray']);
  });

  test('takes a record that is gone at the end for a name that moved', () => {
    const gone = reportOf(
      live(WHOLE, 2_000, (moment, id) =>
        moment === 'end' && id === 'sud' ? answered(0, 0, 3) : null,
      ),
    );
    expect(gone?.pictures.findings).toMatchObject([{ kind: 'moved', end: { records: 3 } }]);
  });

  const values = (of: 'alias' | 'addresses', digest: string) => answered(0, 0, 4, { of, digest });
  const sudSays = (start: PictureAnswer, end: PictureAnswer) =>
    reportOf(
      live(WHOLE, 2_000, (moment, id) => (id !== 'sud' ? null : moment === 'start' ? start : end)),
    );

  test('takes an alias that leads elsewhere for a name that moved, though to no mirror', () => {
    const report = sudSays(values('alias', 'a'), values('alias', 'b'));
    expect(report).toMatchObject({
      elseMoved: 'something',
      pictures: { still: 1, findings: [{ kind: 'elsewhere', platform: 'sud', of: 'alias' }] },
    });
    expect(sudSays(values('alias', 'a'), values('addresses', 'a'))?.elseMoved).toBe('something');
  });

  test('tells other addresses apart, and never says then that nothing moved', () => {
    const report = sudSays(values('addresses', 'a'), values('addresses', 'b'));
    expect(report).toMatchObject({
      elseMoved: 'addresses',
      pictures: { still: 1, findings: [{ kind: 'elsewhere', platform: 'sud', of: 'addresses' }] },
    });
  });

  test('counts the names that it could compare by their side alone', () => {
    const old = answered(0, 0, 4, null);
    expect(sudSays(old, values('addresses', 'a'))).toMatchObject({
      elseMoved: 'nothing',
      pictures: { still: 2, byShareAlone: 1, findings: [] },
    });
    expect(reportOf(live(WHOLE))?.pictures.byShareAlone).toBe(0);
  });

  test('never takes a name that was not asked for one that stood still', () => {
    const says = fc.constantFrom<PictureAnswer>(
      answered(0),
      { kind: 'unasked', why: 'silent' },
      { kind: 'unasked', why: 'no-record' },
      { kind: 'unasked', why: 'no-time' },
    );
    fc.assert(
      fc.property(fc.array(says, { minLength: 4, maxLength: 4 }), (given) => {
        const said = (moment: string, id: string) =>
          given[(moment === 'end' ? 2 : 0) + (id === 'sud' ? 1 : 0)] ?? null;
        const report = reportOf(live(WHOLE, 2_000, said));
        const unasked = given.filter(({ kind }) => kind === 'unasked').length;
        expect(report?.pictures.findings).toHaveLength(unasked);
        expect(report?.elseMoved).toBe(unasked === 0 ? 'nothing' : 'unknown');
      }),
    );
  });

  test('has the picture of its end though the drill was closed before it was taken', () => {
    const { entries, state } = live(WHOLE);
    const late = entries.filter(({ event }) => event.kind !== 'names-pictured');
    const pictures = entries.filter(({ event }) => event.kind === 'names-pictured');
    const [found] = Object.values(state.incidents);
    const report = found && drillReport([...late, ...pictures], RULES, found.id);
    expect(report?.elseMoved).toBe('nothing');
  });
});
