import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedWord } from '../../../core/cause/carried-word.ts';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import { legalClocks } from '../../../core/cause/legal-clock.ts';
import { saidSpans } from '../../../core/cause/said-spans.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, hours, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: whatever is measured, said, confirmed and recorded, and in whatever order, no school is left with
// a cause that does not hold, and none is corrected twice for one word (P5). Method: random lives of one
// fall, from its first bad round to days after its end, with a shell that succeeds at once.

const base = testPolicy();
const policy: Policy = {
  ...base,
  cause: { ...base.cause, laterReviewsMs: [hours(24), hours(7 * 24)] },
};
const by = { role: 'cli', name: 'A.' };
const NORD = platformId('nord');

const LIVES = [
  'bad',
  'good',
  'crowd',
  'fault',
  'denied',
  'named',
  'confirm',
  'record',
  'unknown',
  'day',
] as const;
type Life = (typeof LIVES)[number];

function play(run: Run, vote: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at, seenAt: at });
    run.take(roundOf('nord', at, vote.repeat(3)));
  }
}

const incidentOf = (run: Run) => Object.values(run.state.incidents)[0];

function signals(run: Run, ...features: readonly string[]): void {
  const incident = incidentOf(run)?.id;
  if (incident === undefined) return;
  const one = { at: run.at, provenance: 'measured', source: 'test', statement: 'vu' } as const;
  const all = features.map((feature) => ({ ...one, feature, source: feature }));
  run.take({ kind: 'signals-collected', at: run.at, incident, signals: all });
}

function claim(run: Run, denies: boolean): void {
  const said = { role: 'owner', asserts: denies ? 'overload' : 'application', denies } as const;
  const words = { statement: 'x', source: 'y' };
  run.take({
    kind: 'person-claimed',
    at: run.at,
    platform: NORD,
    claim: { at: run.at, ...said, ...words },
    by,
  });
}

function word(run: Run, kind: 'confirm' | 'record', cause: SpokenCause): void {
  const incident = incidentOf(run)?.id;
  if (incident === undefined) return;
  const { at } = run;
  run.take(
    kind === 'confirm'
      ? { kind: 'person-confirmed-cause', at, incident, cause, by }
      : { kind: 'person-recorded-cause', at, incident, cause, confidence: 0.9, source: 's', by },
  );
}

const LIVE: { readonly [life in Life]: (run: Run) => void } = {
  bad: (run) => play(run, 'x', 30),
  good: (run) => play(run, '.', 60),
  crowd: (run) => signals(run, 'amplified-known', 'first-remote-day'),
  fault: (run) => signals(run, 'http-500', 'deploy'),
  denied: (run) => claim(run, true),
  named: (run) => claim(run, false),
  confirm: (run) => word(run, 'confirm', 'application'),
  record: (run) => word(run, 'record', 'hosting'),
  unknown: (run) => word(run, 'record', 'undetermined'),
  day: (run) => run.take({ kind: 'tick', at: epochMs(run.at + hours(24)) }),
};

/** A whole life: it always falls first, and always comes back and is left alone in the end. */
function live(lives: readonly Life[]): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  play(run, 'x', 70);
  for (const life of lives) LIVE[life](run);
  play(run, '.', 320);
  return run;
}

const sentOf = (run: Run): readonly NoticeContent[] =>
  run.actions.flatMap(({ action }) =>
    action.kind === 'send-notice' && action.content.incident === incidentOf(run)?.id
      ? [action.content]
      : [],
  );

/** What readers believe in the end, and what no notice should have told them on the way. */
function readAll(sent: readonly NoticeContent[]) {
  const believed = new Set<SpokenCause>();
  const corrected = new Set<string>();
  const complaints: string[] = [];
  for (const { phase, cause, corrects } of sent) {
    if (corrects !== undefined) {
      if (!believed.has(corrects.cause)) complaints.push(`${corrects.cause} was not believed`);
      if (cause === corrects.cause) complaints.push(`${cause} corrected by itself`);
      if (corrected.has(corrects.notice)) complaints.push(`${corrects.notice} corrected twice`);
      corrected.add(corrects.notice);
      believed.delete(corrects.cause);
    }
    if (cause === 'undetermined') continue;
    const others = [...believed].filter((one) => one !== cause);
    if (phase === 'cause' && others.length > 0) complaints.push(`${cause} beside ${others.join()}`);
    believed.add(cause);
  }
  return { believed, complaints };
}

/** The evidence turns while a word, or the correction of one, waits for its veto time. */
const TURNED: [Life[]][] = [
  [['crowd', 'bad', 'day', 'fault']],
  [['crowd', 'bad', 'fault', 'confirm', 'good']],
  [['crowd', 'bad', 'named', 'denied', 'crowd']],
];

test('in the end nobody believes a cause that does not hold, and nobody was corrected twice for one word', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LIVES), { maxLength: 14 }), (lives) => {
      const run = live(lives);
      const incident = incidentOf(run);
      const { complaints, believed } = readAll(sentOf(run));
      const holds = incident && carriedWord(incident)?.cause;
      expect(complaints).toEqual([]);
      expect([...believed].filter((cause) => cause !== holds)).toEqual([]);
      expect(incident?.closedAt).not.toBeNull();
    }),
    { numRuns: 60, examples: TURNED },
  );
});

test('what pages say in the end is what holds, and a clock runs only where an attack was said', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LIVES), { maxLength: 10 }), (lives) => {
      const incident = incidentOf(live(lives));
      if (incident === undefined) throw new Error('it always falls');
      const said = saidSpans(incident, policy.cause.firstWordMs).at(-1);
      expect(said?.cause).toBe(carriedWord(incident)?.cause);
      expect(legalClocks(incident)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
