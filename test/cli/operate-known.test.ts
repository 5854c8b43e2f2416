import { expect, test } from 'vitest';
import { incidentCalled } from '../../cli/operate-known.ts';
import { epochMs } from '../../core/units.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../fixtures/timeline.ts';

// Goal: what people call an incident is found, and what is not there is said by its own name.
// Method: a platform that fell, in the real core, asked for as an incident and as a drill.

function fallen() {
  const run = startRun(testPolicy());
  run.take(fitMirror('nord', BELL));
  for (const beat of [0, 1]) run.take(roundOf('nord', epochMs(BELL + beat * 10_000), 'xxx'));
  return run.state;
}

test('an incident is found by its id, its reference and its platform', () => {
  const state = fallen();
  const [incident] = Object.values(state.incidents);
  for (const called of [incident?.id, incident?.reference, 'nord'])
    expect(incidentCalled(state, called ?? '')).toBe(incident);
});

test('a fall is no drill, and who asks for one is told so', () => {
  expect(() => incidentCalled(fallen(), 'nord', 'drill')).toThrow(
    'expected a drill, its reference or its platform, got "nord"; there are: none',
  );
  expect(() => incidentCalled(fallen(), 'sud')).toThrow(/expected an incident.*\(P-0001\)/);
});
