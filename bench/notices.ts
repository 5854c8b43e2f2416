import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Outcome, OutcomePart } from './bench.ts';
import { type Phase, type Plan, readPlan } from './notices/plan.ts';
import type { PhaseRun } from './notices/stage.ts';

/** Loaded when they run: the SDK and the sinks take a moment, which other benches need not wait for. */
const RUN_OF: Readonly<Record<Phase, () => Promise<PhaseRun>>> = {
  plan: async () => (await import('./notices/phases/plan.ts')).planPhase,
  smtp: async () => (await import('./notices/phases/smtp.ts')).smtpPhase,
  ses: async () => (await import('./notices/phases/ses.ts')).sesPhase,
  fold: async () => (await import('./notices/phases/fold.ts')).foldPhase,
  crash: async () => (await import('./notices/phases/crash.ts')).crashPhase,
};

/** How fast all schools of France are told, and what a killed sender costs them. */
export const notices: Bench = {
  name: 'notices',
  peers: ['nodemailer'],
  method:
    'One notice to 60,000 schools, those of the two sample directories (6,669 écoles, collèges, lycées and EREA) over and ' +
    'over, each with a UAI and a mailbox of its own, with no limit of rate; median of three runs, each beside its peer. Every mail is durable as “claimed” before it leaves and settled by the provider’s answer, in the ' +
    'ledger of the one-machine home. **Plan**: in a process of its own, with the small young heap of a home. **SMTP**: to the sink of a rehearsal, a process ' +
    'of its own on the same machine, which keeps every mail on disk; the peer is nodemailer alone, with the same pool, ' +
    'concurrency, text and sink, in turns with ours. **SES**: `SendBulkEmail` by 50s to an endpoint on loopback, a ' +
    'process of its own that reads each call and accepts it; the peer is the SDK alone with the same calls in flight. ' +
    '**Fold**: texts of SMS to GSM-7, with their parts counted, for each second of one core. **Crash**: the sender is killed (SIGKILL) at 200 random ' +
    'instants (seeded) while it sends mails and SMS, and what came is counted at the sink: a mailbox that would show two ' +
    'messages, or a phone that got two, is doubled; a mail that came again under its one Message-ID is counted apart, ' +
    'since a mailbox shows it once; an SMS whose fate nobody can know is a task by name and never sent again.',
  tried: {
    'notice planned':
      'schools are planned as they are read and none is kept; hours are kept for telephones alone; addresses are hashed ' +
      'in one call. Half of what is left is the insertion of 60,000 rows, in one transaction that is on disk at its end.',
    'memory of planning, largest':
      'as above, from 272 MB; with the young heap that a home has, 174 MB, of which 119 MB are there before it plans ' +
      '(Node, the words of notices). The rest is 60,000 deliveries with their keys, which one insertion wants whole.',
    '60000 mails accepted by SES, with state kept':
      'mails come from frames that are worded once; a batch is claimed in one statement and each mail settled in one; ' +
      'commits are gathered for 3 ms; 8 calls at once. That took 12,000 mails from 2.4 s of processor to 1.3 s, of which ' +
      'the SDK alone takes half. Not tried: to let a lane go on while its settlements are still on their way to disk.',
    'of what nodemailer alone does':
      'frames and an own composer of MIME, which encodes what mails share once, and nodemailer’s pool without the ' +
      'mailer before it: a mail took 1.24 ms of processor in all threads, and takes 0.55; nodemailer alone takes 0.8. What ' +
      'is left is the sink, and a flush to disk every few milliseconds. Not tried: mails to the thread by tens.',
  },
  async run(say) {
    return runPhases(readPlan(process.env), say);
  },
};

/** A phase that fails leaves the others', and its own last figures, as they are. */
async function runPhases(plan: Plan, say: (progress: string) => void): Promise<Outcome> {
  const parts: OutcomePart[] = [];
  let hasFailed = false;
  for (const phase of plan.phases) {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-notices-'));
    try {
      const run = await RUN_OF[phase]();
      parts.push({ name: phase, figures: await run({ plan, folder, say }), tables: [] });
    } catch (error) {
      hasFailed = true;
      say(`${phase} failed: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { figures: [], parts, isTrial: plan.isTrial, hasFailed };
}
