// Goal: what a supervisor keeps of a home that dies is whole: every entry told once, every claim
// heard once, the progress readable. Method: real journals, desks and files; ends by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../adapters/local/journal.ts';
import type { StagedClaim } from '../../../config/scenario.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { replayEntry } from '../../../core/journal/replay-entry.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { recordAway } from '../../../home/rehearse/away-record.ts';
import { openClaimDesk } from '../../../home/rehearse/claim-desk.ts';
import { followJournal } from '../../../home/rehearse/follow-journal.ts';
import { readProgress, writeProgress } from '../../../home/rehearse/progress-file.ts';
import { chained, startedAt } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

const policy = testPolicy();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-keeping-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a followed journal', () => {
  const at = (sec: number) => epochMs(BELL + sec * 1_000);
  const entries = chained([
    startedAt(at(0)),
    fitMirror('nord', at(1)),
    roundOf('nord', at(10), 'xxx'),
    roundOf('nord', at(20), 'xxx'),
  ]);

  it('tells each entry once, in order, however it comes to know of it', async () => {
    const path = join(folder, 'followed.sqlite');
    const writer = openJournal(path);
    for (const entry of entries.slice(0, 1)) await writer.append(entry);
    const [past, fresh]: [number[], number[]] = [[], []];
    const followed = await followJournal(path, policy, {
      past: ({ seq }) => past.push(seq),
      fresh: ({ seq }) => fresh.push(seq),
    });
    await followed.catchUp();
    for (const entry of entries.slice(1)) await writer.append(entry);
    await Promise.all([followed.catchUp(), followed.catchUp(), followed.catchUp()]);
    expect([past, fresh, followed.seq()]).toEqual([[1], [2, 3, 4], 4]);
    await followed.close();
    await followed.catchUp();
    writer.close();
  });

  it('gives the state that the journal gives', async () => {
    const path = join(folder, 'state.sqlite');
    const writer = openJournal(path);
    const followed = await followJournal(path, policy, {
      past: () => undefined,
      fresh: () => undefined,
    });
    for (const entry of entries) await writer.append(entry);
    await followed.catchUp();
    const expected = entries.reduce(
      (so, entry) => replayEntry(so, entry, policy).state,
      initialState(policy),
    );
    expect(followed.state()).toEqual(expected);
    expect(followed.state().platforms[platformId('nord')]?.standing).toBe('down');
    await followed.close();
    writer.close();
  });
});

describe('a desk for claims', () => {
  const clock = { now: () => epochMs(BELL) };
  const claim = (statement: string, platforms = ['nord']): StagedClaim => ({
    platforms: platforms.map(platformId),
    onRecord: '8 h',
    claim: {
      at: epochMs(BELL),
      role: 'owner',
      asserts: 'overload',
      denies: false,
      statement,
      source: 'https://x.example/',
    },
  });
  const journalled = (message: object): JournalEntry =>
    chained([(message as { person: JournalEntry['event'] }).person])[0] as JournalEntry;

  it('keeps what is said while nobody listens, and tells it once somebody does', () => {
    const [desk, told] = [openClaimDesk(clock), [] as object[]];
    desk.hear(claim('un', ['nord', 'sud']));
    desk.open((message) => told.push(message));
    desk.hear(claim('deux'));
    expect(told).toHaveLength(3);
  });

  it('tells the next listener what the journal lacks, and nothing that it has', () => {
    const [desk, first, second] = [openClaimDesk(clock), [] as object[], [] as object[]];
    desk.open((message) => first.push(message));
    desk.hear(claim('un'));
    desk.hear(claim('deux'));
    desk.journalled(journalled(first[0] ?? {}));
    desk.shut();
    desk.open((message) => second.push(message));
    expect(second).toEqual([first[1]]);
  });

  it('does not repeat what the journal of an earlier life has', () => {
    const [before, desk] = [openClaimDesk(clock), openClaimDesk(clock)];
    const [first, told] = [[] as object[], [] as object[]];
    before.open((message) => first.push(message));
    before.hear(claim('un'));
    desk.journalled(journalled(first[0] ?? {}));
    desk.open((message) => told.push(message));
    desk.hear(claim('un'));
    expect(told).toEqual([]);
  });
});

describe('the progress of a rehearsal', () => {
  const progress = {
    scenario: 'essai',
    state: 'running',
    rehearsedAt: 5,
    realAt: 1_000,
    resumed: 1,
    ports: { smtp: 25 },
    away: [{ from: 1, to: 2 }],
  } as const;

  it('is read as it was written', () => {
    const path = join(folder, 'progress.json');
    writeProgress(path, progress);
    expect(readProgress(path)).toEqual(progress);
  });

  it.each(['', '{', 'null', '[]', '{"scenario":"essai"}'])(
    'is none when the file holds %j',
    (text) => {
      const path = join(folder, 'cut.json');
      writeFileSync(path, text);
      expect(readProgress(path)).toBeNull();
      expect(readProgress(join(folder, 'absent.json'))).toBeNull();
    },
  );

  it('knows since when nobody was there, and adds up the absences', () => {
    const away = recordAway(progress);
    away.comeBack();
    away.comeBack();
    away.leave();
    away.leave();
    away.comeBack();
    expect(away.spans()).toHaveLength(3);
    expect(away.spans()[1]).toMatchObject({ from: 1_000 });
    expect(recordAway(null).spans()).toEqual([]);
  });
});
