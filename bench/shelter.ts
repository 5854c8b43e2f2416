import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Outcome } from './bench.ts';
import { shelterFigures } from './shelter/figures.ts';
import { keepLeftovers } from './shelter/leftovers.ts';
import { type Measured, nothingMeasured } from './shelter/measured.ts';
import {
  runAnswers,
  runCrowds,
  runFastest,
  runLong,
  runSteps,
  type Work,
} from './shelter/phases.ts';
import { type Phase, readPlan } from './shelter/plan.ts';
import { shelterTables } from './shelter/tables.ts';

/** Chance repeats: the same moments for every system and every run. */
const SEED = 20_210_406;

const RUN_OF: Readonly<Record<Phase, (work: Work) => Promise<void>>> = {
  faults: runFastest,
  long: runLong,
  crowd: runCrowds,
  answers: runAnswers,
  step: runSteps,
};

/** From an origin's fall to the answer that shelters, beside PowerDNS and gdnsd. */
export const shelter: Bench = {
  name: 'shelter',
  peers: ['pdns', 'knot', 'gdnsd'],
  method:
    'One origin program for all three systems, which keeps connections, on addresses of loopback; ' +
    'every system is asked by the same DNS client. **Faults**: ten origins fall in each way, three ' +
    'times (once under defaults), each a process of its own, at moments of its own that are the same ' +
    'for every system; its name is asked every 20 ms (100 ms under defaults) until the mirror answers, ' +
    'and again after its return. *Refused*: SIGKILL. *Hang*: SIGSTOP; the kernel still takes ' +
    'connections. *Black hole*: SIGSTOP and a full accept queue, so that the kernel drops each new SYN; ' +
    'connections that were kept stay open and silent. **Long watch**: five minutes of 40 names under ' +
    'all systems at once; ten flap, 20 s on and 20 s off; ten answer 20 % of all requests with 503; ten ' +
    'have a mirror that answers 500 or does not listen, and are themselves gone for 105 s; nothing ' +
    'happens to ten. 200 pupils on the first ten names and 200 on the second ask for a page each second ' +
    'and keep an answer for its TTL, 5 s everywhere (gdnsd gives no less). A turn to the mirror is wrong ' +
    'when the origin had answered for 3 s before (the longest probe budget of the three), a turn back ' +
    'when it had been gone as long. Préau is its whole home there: name server by HTTPS checks, watcher, ' +
    'core. **Crowd**: 500 platforms, the system on a core of its own; its cost over 30 s of calm without ' +
    'questions and 10 s in which each name is asked once a second, then 250 killed or stopped at once, ' +
    'twice, each asked every 200 ms. The peers never keep a connection. **Answers**: 500 names whose ' +
    'origins nobody listens at, the server on one core and dnsperf on the other; from its start, while ' +
    'every check confirms that, and once the server uses less than a tenth of its core.',
  tried: {
    'wrong turns of all 40 names':
      'One turn in five minutes of ten names that err at 20 %, where the two runs before had none: a platform ' +
      'that fails a fifth of all requests at random is taken for down now and then. Which of them drew it, the ' +
      'watcher or the name server, this run does not say.',
  },
  async run(say) {
    const plan = readPlan(process.env);
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-shelter-'));
    const { leftovers, forget } = keepLeftovers();
    leftovers.folders.add(folder);
    const measured: Measured = nothingMeasured();
    try {
      let hasFailed = false;
      for (const phase of plan.phases) {
        const work = { plan, seed: SEED, folder, leftovers, measured, say };
        await RUN_OF[phase](work).catch((error: unknown) => {
          // What the other phases measure is still worth seeing, and not worth keeping.
          hasFailed = true;
          say(`${phase} failed: ${error instanceof Error ? error.stack : String(error)}`);
        });
      }
      return { ...outcome(measured, plan.isWhole), hasFailed };
    } finally {
      leftovers.clear();
      forget();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const outcome = (measured: Measured, isWhole: boolean): Outcome => ({
  figures: shelterFigures(measured),
  tables: shelterTables(measured),
  isTrial: !isWhole,
});
