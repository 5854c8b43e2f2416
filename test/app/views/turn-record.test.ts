// Goal: every turn is told with its incident, once. Method: a chain of entries, told again in part.
import { expect, test } from 'vitest';
import { turnRecord } from '../../../app/views/turn-record.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { State } from '../../../core/incident/state.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';
import { chained, startedAt, task, turnTo } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const NORD = platformId('nord');
const FALL = incidentId('nord-20270112T073000Z');
const calm = initialState(testPolicy());
const platform = calm.platforms[NORD];
if (platform === undefined) throw new Error('the policy has the platform of the turns');
const fallen: State = { ...calm, platforms: { [NORD]: { ...platform, incident: FALL } } };

test('turns of an incident are kept in order, however often they are told', () => {
  const entries = chained([1, 2, 3].map(startedAt), (_, index) =>
    index === 1 ? [task('a')] : [turnTo(index + 1, index === 0 ? 1 : 0.5)],
  );
  const record = turnRecord();
  for (const entry of [...entries, ...entries]) record.take(entry, fallen);
  expect(record.turns(FALL).map(({ mirrorShare }) => mirrorShare)).toEqual([1, 0.5]);
  expect(record.turns(incidentId('other'))).toEqual([]);
});

test('a turn outside any incident is no incident’s', () => {
  const [entry] = chained([startedAt(1)], () => [turnTo(1)]);
  const record = turnRecord();
  if (entry !== undefined) record.take(entry, calm);
  expect(record.turns(FALL)).toEqual([]);
});

test('a turn is told with what name servers answered to it last', () => {
  const [entry, later] = chained([startedAt(1), startedAt(2)], () => [turnTo(1)]);
  if (entry === undefined || later === undefined) throw new Error('two entries were chained');
  const record = turnRecord();
  record.take(entry, fallen);
  expect(record.turns(FALL)[0]?.seen).toBeNull();
  const event = {
    kind: 'dns-turned' as const,
    at: epochMs(9),
    platform: NORD,
    turn: 1,
    verified: true,
    answers: [],
    detail: { kind: 'hold-and-weights' as const },
  };
  record.take({ ...later, event, actions: [] }, fallen);
  expect(record.turns(FALL)[0]?.seen).toMatchObject({ at: 9, verified: true });
  expect(record.turnsOf(NORD)).toHaveLength(1);
});

test('of one platform the latest turns are kept, and no more', () => {
  const record = turnRecord();
  const entries = chained(
    Array.from({ length: 300 }, (_, index) => startedAt(index + 1)),
    (_, index) => [turnTo(index + 1)],
  );
  for (const entry of entries) record.take(entry, calm);
  expect(record.turnsOf(NORD).map(({ turn }) => turn)).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 101),
  );
});
