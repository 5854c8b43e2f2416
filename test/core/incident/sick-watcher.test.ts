import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: "everything everywhere fell at once" moves nobody unless a control proves that Préau sees
// (P7). Method: all mirrored platforms fail in the same rounds, with and without controls.

const IDS = ['nord', 'sud', 'ouest'] as const;

function withoutControls(policy: Policy): Policy {
  return { ...policy, vantages: policy.vantages.map((vantage) => ({ ...vantage, controls: [] })) };
}

function allFall(policy: Policy, votes = 'xxx', apartMs = 0): Run {
  const run = startRun(policy);
  for (const id of IDS) run.take(fitMirror(id, BELL));
  for (let round = 0; round < 4; round += 1)
    for (const [index, id] of IDS.entries())
      run.take(roundOf(id, epochMs(BELL + round * 10_000 + index * apartMs), votes));
  return run;
}

const turned = (run: Run) => IDS.filter((id) => run.platform(id)?.shelter.hold === true);

describe('everything fell at once', () => {
  test('without a control the last to fall is not believed, and a person is called', () => {
    const run = allFall(withoutControls(testPolicy()));
    expect(turned(run)).toEqual([]);
    expect(Object.values(run.state.tasks).map(({ task }) => task)).toContainEqual({
      kind: 'watcher-blind',
    });
  });

  test('with controls that answer, all are sheltered: the country fell, not the watcher', () => {
    expect(turned(allFall(testPolicy()))).toEqual([...IDS]);
  });

  test('a person may shelter all the same', () => {
    const run = allFall(withoutControls(testPolicy()));
    const by = { role: 'cellule de crise', name: 'A.' };
    const at = epochMs(BELL + minutes(1));
    run.take({ kind: 'person-sheltered', at, platform: 'nord' as never, by, reason: 'confirmé' });
    expect(turned(run)).toEqual(['nord']);
  });
});
