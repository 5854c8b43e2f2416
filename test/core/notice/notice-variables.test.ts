// Goal: what templates are filled with is all that the content says, and empty where it says nothing.
// Method: every value of one content; then one fact of it changed at a time.
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { noticeVariables } from '../../../core/notice/notice-variables.ts';
import type { EpochMs } from '../../../core/units.ts';
import { epochMs } from '../../../core/units.ts';
import { longest } from './contents.ts';

const { fr, en } = readNoticeWordings();
const names = { ent: 'ENT', id: 'P-1', address: (url: string) => `<${url}>` };
const values = (changes: Partial<NoticeContent> = {}, readAt?: EpochMs | null, wording = fr) =>
  noticeVariables({ ...longest, ...changes }, wording, 'Europe/Paris', names, readAt);

const on = (day: number, hour: number, minute: number) =>
  epochMs(Date.UTC(2021, 3, day, hour, minute));

describe('what a notice says', () => {
  test('is empty where there is nothing to say, and guarded', () => {
    expect(values({ sheltered: false, nextWordAt: null }, null)).toEqual({
      ent: 'ENT',
      id: 'P-1',
      h: '08h42',
      next: '',
      dur: '',
      since: '',
      url: '',
      status: '<https://etat.preau.example/>',
      cause: '',
      certainty: '',
      open: '',
      openCount: 0,
      said: '',
      saidAt: '',
      verdict: "La cause n'est pas établie.",
      hasNext: 'no',
      hasUrl: 'no',
      hasDur: 'no',
      hasSince: 'no',
      hasSaid: 'no',
      hasSaidAt: 'no',
    });
  });

  test('is all that is known, on one line each', () => {
    const all = values({
      phase: 'recovery',
      recoveredAt: on(6, 8, 17),
      unchangedSince: on(6, 7, 0),
      mirrorUrl: 'a\nb',
      statusUrl: 'c\r\nd',
      cause: 'overload',
      rung: 'confirmée',
      corrects: { cause: 'hosting', saidAt: on(6, 6, 50), notice: 'n' },
    });
    expect(all).toEqual({
      ent: 'ENT',
      id: 'P-1',
      h: '10h17',
      next: '09h15',
      dur: '1 h 35',
      since: '09h00',
      url: '<a b>',
      status: '<c d>',
      open: '',
      openCount: 0,
      cause: fr.causes.overload,
      certainty: fr.rungs.confirmée,
      verdict: fr.verdictStated({ cause: fr.causes.overload, certainty: fr.rungs.confirmée }),
      said: fr.causes.hosting,
      saidAt: '08h50',
      hasNext: 'yes',
      hasUrl: 'yes',
      hasDur: 'yes',
      hasSince: 'yes',
      hasSaid: 'yes',
      hasSaidAt: 'yes',
    });
  });

  test('has no hour of a return that nobody knows, and the fall’s in any other phase', () => {
    expect(values({ phase: 'recovery' })).toMatchObject({ h: '', dur: '' });
    expect(values({ phase: 'cause', recoveredAt: on(6, 8, 17) }).h).toBe('08h42');
  });

  test('has the clocks of the platform’s own zone, and days where they differ', () => {
    expect(values({ timeZone: 'Indian/Reunion' })).toMatchObject({ h: '10h42', next: '11h15' });
    expect(values({}, on(7, 6, 0)).h).toMatch(/06\/04.*08h42/u);
    expect(values({ nextWordAt: on(7, 6, 0) }).h).toMatch(/06\/04.*08h42/u);
    expect(values({}, on(7, 6, 0), en).h).toMatch(/6 Apr.*08:42/u);
    expect(values({ unchangedSince: on(5, 6, 0) }).since).toMatch(/05\/04.*08h00/u);
  });
});

describe('the cause', () => {
  const said = (changes: Partial<NoticeContent>) => {
    const { cause, certainty, open, openCount } = values(changes);
    return [cause, certainty, open, openCount];
  };
  const { attack, overload, hosting } = fr.causes;

  test('is stated by its rung, an attack’s only once it is confirmed', () => {
    const { rungs } = fr;
    for (const rung of ['possible', 'probable', 'confirmée'] as const)
      expect(said({ cause: 'overload', rung })).toEqual([overload, rungs[rung], '', 0]);
    for (const rung of ['possible', 'probable'] as const)
      expect(said({ cause: 'attack', rung })).toEqual([attack, fr.attackUnconfirmed, '', 0]);
    expect(said({ cause: 'attack', rung: 'confirmée' })).toEqual([attack, rungs.confirmée, '', 0]);
  });

  test('is open while it has no name or no rung', () => {
    const open = ['attack', 'overload'] as const;
    const both = ['', '', `${attack} ou ${overload}`, 2];
    expect(said({ open })).toEqual(both);
    expect(said({ open, cause: 'overload', rung: 'inconnue' })).toEqual(both);
    expect(said({ open, cause: 'undetermined', rung: 'probable' })).toEqual(both);
    expect(said({ open: ['undetermined', 'attack'] })).toEqual(['', '', attack, 1]);
    expect(said({ open: [...open, 'hosting'] })[2]).toBe(`${attack}, ${overload} ou ${hosting}`);
    expect(values({ open }, null, en).open).toBe(`${en.causes.attack} or ${en.causes.overload}`);
    expect(values({ open: ['attack'] }).verdict).toBe(
      `La cause n'est pas établie. Reste possible : ${attack}.`,
    );
  });
});

describe('what is taken back', () => {
  const takenBack = (saidAt: EpochMs, readAt: EpochMs | null, cause = 'hosting' as const) =>
    values({ corrects: { cause, saidAt, notice: 'n' } }, readAt);

  test('is named with its hour, of the same day only', () => {
    const at = on(6, 6, 50);
    expect(takenBack(at, on(6, 10, 0))).toMatchObject({ said: fr.causes.hosting, saidAt: '08h50' });
    expect(takenBack(at, null).saidAt).toBe('08h50');
    expect(takenBack(at, on(7, 10, 0))).toMatchObject({ saidAt: '', hasSaidAt: 'no' });
    expect(takenBack(at, on(7, 10, 0), 'undetermined' as never)).toMatchObject({
      said: '',
      hasSaid: 'no',
    });
  });
});
