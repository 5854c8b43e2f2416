// Goal: the report says what the journal says, adds up, and has the documented shape. Method: a
// morning through the real core, with counts of the test's own.
import { describe, expect, it } from 'vitest';
import { rehearsalReport } from '../../../app/report/rehearsal-report.ts';
import { wordReport } from '../../../app/report/worded-report.ts';
import type { PromiseCheck } from '../../../core/promises/promise.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';
import { reportShape } from '../../home/rehearse/report-shape.ts';

const policy = testPolicy(['nord', 'sud']);
const counted = {
  lessonsOf: (platform: string) =>
    platform === 'nord'
      ? { asked: 10, origin: 3, mirror: 6, lost: 1 }
      : { asked: 5, origin: 5, mirror: 0, lost: 0 },
  planned: 9,
  accepted: 7,
  replaced: 1,
  failed: 1,
};
const promises = (['P10', 'P8', 'P1', 'P7', 'P3', 'P9', 'P4', 'P5'] as const).map(
  (id): PromiseCheck => ({ id, held: true, said: [{ key: 'no-drill', values: {} }] }),
);
const at = (sec: number) => epochMs(BELL + sec * 1_000);

function morning() {
  const run = startRun(policy);
  run.take(fitMirror('nord', at(0)));
  for (const sec of [10, 20]) run.take(roundOf('nord', at(sec), 'xxx'));
  for (let sec = 30; sec <= 200; sec += 10) run.take({ kind: 'tick', at: at(sec) });
  return run.state;
}

describe('a report', () => {
  const report = rehearsalReport(morning(), policy, counted, promises);

  it('has the shape that is documented, also after JSON', () => {
    const worded = wordReport(report, readWords('fr'));
    expect(reportShape.parse(JSON.parse(JSON.stringify(worded)))).toEqual(worded);
  });

  it('tells each platform’s morning by the journal, in UTC', () => {
    expect(report.platforms.map(({ id }) => id)).toEqual(['nord', 'sud', 'temoin']);
    expect(report.platforms[0]).toMatchObject({
      fellAt: '2021-04-06T06:00:10.000Z',
      shelteredAt: '2021-04-06T06:00:20.000Z',
      firstNoticeAt: expect.stringMatching(/^2021-04-06T06:01:[23]0/),
      backAt: null,
    });
  });

  it('says nothing of what did not happen', () => {
    const { fellAt, shelteredAt, firstNoticeAt, backAt, verdict } = report.platforms[1] ?? {};
    expect([fellAt, shelteredAt, firstNoticeAt, backAt, verdict]).toEqual(Array(5).fill(null));
  });

  it('adds lessons up over the platforms', () => {
    expect(report.lessons).toEqual({ asked: 20, origin: 13, mirror: 6, lost: 1 });
    expect(report.notices).toEqual({ planned: 9, accepted: 7, replaced: 1, failed: 1 });
  });

  it('has promises in the order of their numbers', () => {
    expect(report.promises.map(({ id }) => id)).toEqual([
      'P1',
      'P3',
      'P4',
      'P5',
      'P7',
      'P8',
      'P9',
      'P10',
    ]);
  });

  it('tells of the first fall of a platform, and of no drill', () => {
    const state = morning();
    const [incident] = Object.values(state.incidents);
    if (incident === undefined) throw new Error('the platform fell');
    const drill = { ...incident, id: 'a' as never, drill: true, fellAt: at(-100) };
    const later = { ...incident, id: 'b' as never, fellAt: at(500) };
    const incidents = { [later.id]: later, [drill.id]: drill, [incident.id]: incident };
    const again = rehearsalReport({ ...state, incidents }, policy, counted, promises);
    expect(again.platforms.find(({ id }) => id === platformId('nord'))?.fellAt).toBe(
      report.platforms[0]?.fellAt,
    );
  });
});
