import { describe, expect, test } from 'vitest';
import { epochMs, platformId, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: what was closed on purpose, or vetoed, keeps its visitors at the origin, which DNS is told
// too, since a health check knows nothing of either. Method: rounds of 10 s; 'c' is a closed page.

const nord = platformId('nord');
const by = { role: 'cellule de crise', name: 'A.' };

function play(run: Run, rounds: readonly string[]): void {
  for (const votes of rounds) run.take(roundOf('nord', epochMs(run.at + 10_000), votes));
}

/** Ticks of 10 s, and a good look at the platform just before each. */
function wait(run: Run, sec: number): void {
  for (let beat = 0; beat < sec / 10; beat += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at, seenAt: at });
  }
}

const own = testPolicy();
const policy = { ...own, shelter: { ...own.shelter, checksRecoverMs: seconds(90) } };

function begin(): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  return run;
}

const asks = (run: Run, kind: 'person-vetoed' | 'person-unvetoed' | 'person-resumed') =>
  run.take({ kind, at: run.at, platform: nord, by, reason: 'essai' });
const turns = (run: Run) =>
  run.actions.flatMap(({ action }) => (action.kind === 'turn-dns' ? [action] : []));

describe('a page that its owner closed', () => {
  test('is neither up nor down, and nobody is turned', () => {
    const run = begin();
    play(run, ['...', 'cc.', 'ccc', 'ccc']);
    expect(run.platform('nord')).toMatchObject({ standing: 'suspended', suspendedBy: 'page' });
    expect(turns(run)).toMatchObject([{ mirrorShare: 0, stay: true }]);
    expect(run.state.incidents).toEqual({});
  });

  test('is told to a person, whose word against it stands until the page is open', () => {
    const run = begin();
    play(run, ['ccc', 'ccc']);
    const tasks = Object.values(run.state.tasks).map(({ task }) => task?.kind);
    expect(tasks).toEqual(['closed-page']);
    asks(run, 'person-resumed');
    play(run, ['ccc', 'ccc', 'ccc']);
    expect(run.platform('nord')).toMatchObject({ standing: 'down', shelter: { mirrorShare: 1 } });
  });

  test('that flickers turns nothing', () => {
    const run = begin();
    for (let beat = 0; beat < 60; beat += 1) play(run, ['ccc', '...']);
    expect(turns(run)).toEqual([]);
  });

  test('is not believed of one vantage', () => {
    const run = begin();
    play(run, ['c..', 'c..', 'c..']);
    expect(run.platform('nord')?.standing).toBe('up');
  });

  test('that opens again is watched again, and health may turn it again', () => {
    const run = begin();
    play(run, ['ccc', 'ccc', '...', '...']);
    expect(run.platform('nord')?.standing).toBe('suspended');
    play(run, ['...']);
    expect(run.platform('nord')).toMatchObject({ standing: 'up', suspendedBy: null });
    wait(run, 90);
    expect(turns(run).at(-1)).toMatchObject({
      mirrorShare: 0,
      stay: false,
      why: { kind: 'reopened', by: 'page' },
    });
  });

  test('is let go only once its checks, which heard it closed, can say up again', () => {
    const run = begin();
    play(run, ['ccc', 'ccc', '...', '...', '...']);
    wait(run, 80);
    expect(turns(run)).toHaveLength(1);
    wait(run, 10);
    expect(turns(run)).toMatchObject([{ stay: true }, { stay: false }]);
  });

  test('that falls while it waits for that is sheltered at once', () => {
    const run = begin();
    play(run, ['ccc', 'ccc', '...', '...', '...', 'xxx', 'xxx']);
    expect(turns(run)).toMatchObject([{ stay: true }, { hold: true, mirrorShare: 1, stay: false }]);
  });

  test('that falls while it waits, without a fit mirror, is left to its health', () => {
    const run = startRun(policy);
    play(run, ['ccc', 'ccc', '...', '...', '...', 'xxx', 'xxx']);
    wait(run, 10);
    expect(turns(run)).toMatchObject([{ stay: true }, { mirrorShare: 0, stay: false }]);
  });

  test('that dies instead has fallen', () => {
    const run = begin();
    play(run, ['ccc', 'ccc', 'xxx', 'xxx', 'xxx', 'xxx']);
    expect(run.platform('nord')?.standing).toBe('down');
    expect(turns(run)).toMatchObject([{ stay: true }, { hold: true, stay: false }]);
  });

  test('on the way back keeps who is at the origin there, and leaves who is on the mirror', () => {
    const run = begin();
    const by60 = { at: run.at, platform: nord, by, reason: 'essai' };
    run.take({ kind: 'person-shared', ...by60, share: 0.6 });
    play(run, ['ccc', 'ccc']);
    expect(turns(run)).toMatchObject([
      { mirrorShare: 0.6 },
      { hold: false, mirrorShare: 0.6, stay: true },
    ]);
  });

  test('put up over an outage is still an outage', () => {
    const run = begin();
    play(run, ['xxx', 'xxx', 'ccc', 'ccc']);
    expect(run.platform('nord')).toMatchObject({ standing: 'down', shelter: { mirrorShare: 1 } });
  });

  test('suspended by hand stays so until a person says else, whatever its page says', () => {
    const run = begin();
    run.take({ kind: 'person-suspended', at: BELL, platform: nord, by, reason: 'menaces' });
    play(run, ['...', '...', 'xxx', 'xxx']);
    expect(run.platform('nord')).toMatchObject({ standing: 'suspended', suspendedBy: 'person' });
    asks(run, 'person-resumed');
    expect(run.platform('nord')).toMatchObject({ standing: 'up', shelter: { stay: false } });
  });
});

describe('a veto', () => {
  test('is told to DNS, and its end as well', () => {
    const run = begin();
    asks(run, 'person-vetoed');
    expect(turns(run).at(-1)).toMatchObject({ mirrorShare: 0, stay: true });
    play(run, ['xxx', 'xxx']);
    expect(turns(run)).toHaveLength(1);
    asks(run, 'person-unvetoed');
    expect(turns(run).at(-1)).toMatchObject({ hold: true, mirrorShare: 1, stay: false });
  });

  test('on visitors who are on the mirror already moves nobody', () => {
    const run = begin();
    play(run, ['xxx', 'xxx']);
    asks(run, 'person-vetoed');
    expect(turns(run)).toHaveLength(1);
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(1);
  });

  test('is overruled by whoever shelters by hand later, and not for a mirror that is not fit', () => {
    const shelter = (run: Run) =>
      run.take({ kind: 'person-sheltered', at: run.at, platform: nord, by, reason: 'essai' });
    const run = begin();
    asks(run, 'person-vetoed');
    shelter(run);
    expect(run.platform('nord')).toMatchObject({ vetoed: false, shelter: { mirrorShare: 1 } });
    const unfit = startRun(testPolicy());
    asks(unfit, 'person-vetoed');
    shelter(unfit);
    expect(unfit.platform('nord')).toMatchObject({ vetoed: true, shelter: { stay: true } });
  });

  test('outlasts a suspension that ends under it', () => {
    const run = begin();
    asks(run, 'person-vetoed');
    run.take({ kind: 'person-suspended', at: run.at, platform: nord, by, reason: 'menaces' });
    asks(run, 'person-resumed');
    expect(run.platform('nord')?.shelter.stay).toBe(true);
  });

  test('that DNS has not been seen to drop is dropped again with the next turn', () => {
    const run = startRun(testPolicy(), { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    asks(run, 'person-vetoed');
    asks(run, 'person-unvetoed');
    play(run, ['xxx', 'xxx']);
    expect(turns(run).map(({ stay }) => stay)).toEqual([true, false, false]);
    expect(turns(run).at(-1)).toMatchObject({ mirrorShare: 1 });
  });
});
