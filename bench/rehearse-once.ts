import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openJournal } from '../adapters/local/journal.ts';
import type { WordedReport } from '../app/report/worded-report.ts';
import { initialState } from '../core/incident/initial-state.ts';
import { step } from '../core/incident/step.ts';
import type { Notice } from '../core/notice/notice.ts';
import { loadPolicy } from '../home/load-policy.ts';
import { stopNames } from '../home/names/names-process.ts';
import { loadRehearsal } from '../home/rehearse/load-rehearsal.ts';
import { watchMemory } from './process-memory.ts';

const NAME = 'april-6-2021';
const PREAU = fileURLToPath(new URL('../bin/preau.js', import.meta.url));

/** One rehearsal from its first process to its report, and what it left on disk. */
export interface RehearsalRun {
  readonly report: WordedReport;
  readonly exitCode: number;
  readonly wallSeconds: number;
  readonly peakBytes: number;
  readonly proportionalBytes: number;
  /** Notices as the journal's replay has them. */
  readonly notices: readonly Notice[];
  /** When each message was accepted, in the rehearsal's milliseconds. */
  readonly acceptedAt: readonly number[];
  readonly pace: number;
  /** How long the morning itself lasts at its pace, in real seconds. */
  readonly playedSeconds: number;
}

let running: Promise<RehearsalRun> | null = null;

/** The same run for every bench of this process: it takes two minutes. */
export function rehearseOnce(say: (progress: string) => void): Promise<RehearsalRun> {
  running ??= rehearse(say);
  return running;
}

async function rehearse(say: (progress: string) => void): Promise<RehearsalRun> {
  say(`one rehearsal of ${NAME}, about two minutes`);
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-rehearsal-'));
  try {
    const startedMs = performance.now();
    const child = spawn(
      process.execPath,
      [PREAU, 'rehearse', NAME, '--once', '--json', '--fresh', '--data', folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = once(child, 'exit');
    const memory = watchMemory(child.pid ?? 0);
    const printed = await text(child.stdout);
    const [exitCode] = await exited;
    const wallSeconds = (performance.now() - startedMs) / 1_000;
    memory.stop();
    for (const { name, bytes } of memory.shares()) say(`${Math.round(bytes / 1e6)} MB ${name}`);
    return {
      report: JSON.parse(printed) as WordedReport,
      exitCode: Number(exitCode),
      wallSeconds,
      peakBytes: memory.peakBytes(),
      proportionalBytes: memory.peakProportionalBytes(),
      ...(await leftOnDisk(join(folder, 'run'))),
    };
  } finally {
    await stopNames(join(folder, 'run', 'names'));
    await rm(folder, { recursive: true, force: true });
  }
}

async function leftOnDisk(run: string) {
  const { config, scenario } = loadRehearsal(NAME);
  const policy = loadPolicy(config);
  const journal = openJournal(join(run, 'journal.sqlite'));
  let state = initialState(policy);
  for await (const { event } of journal.read(1)) state = step(state, event, policy).state;
  journal.close();
  const ledger = new DatabaseSync(join(run, 'deliveries.sqlite'), { readOnly: true });
  const rows = ledger
    .prepare(`SELECT settled_at AS at FROM deliveries WHERE state = 'accepted' ORDER BY 1`)
    .all();
  ledger.close();
  return {
    notices: Object.values(state.notices),
    acceptedAt: rows.map((row) => Number(row['at'])),
    pace: scenario.pace,
    playedSeconds: (scenario.end - scenario.start) / scenario.pace / 1_000,
  };
}
