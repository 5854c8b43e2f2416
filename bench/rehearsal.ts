import { DEAD_OF_1000 } from '../home/sinks/report-back.ts';
import type { Bench } from './bench.ts';
import { atLeast, atMost, measured } from './figure.ts';
import { type RehearsalRun, rehearseOnce } from './rehearse-once.ts';

/** The limit for the whole rehearsal. */
const MEMORY_MAX_MB = 700;

const PEAK = 'peak memory of all processes';

/** The whole morning of 6 April 2021, once. */
export const rehearsal: Bench = {
  name: 'rehearsal',
  method:
    'One `preau rehearse april-6-2021 --once --json` on a folder of its own. Memory is the peak of ' +
    'the sum of the resident sets of all its processes, read from /proc twice a second; pages that ' +
    'processes share count once for each of them, and the next line counts them once. Messages per second ' +
    'are taken from the ledger: the seconds in which at least one was accepted. The preparation of ' +
    'mirrors and directory is part of the time; so are the last notices after 9:00. ' +
    `${DEAD_OF_1000} mailboxes of 1,000 are played dead and send back what they get: that nothing is lost so is for P3 to say, among the promises held.`,
  tried: {
    [PEAK]:
      'Tried: limits on the heaps of stage (160 MB) and home (256 MB), small young generations, and the ' +
      'mirrors and the directory made in a process of its own that ends before the morning. Four Node ' +
      'processes each map Node’s own code, which the sum counts four times; the next line counts it once.',
  },
  async run(say) {
    const run = await rehearseOnce(say);
    const { lessons, notices, promises } = run.report;
    const perSecond = acceptedPerSecond(run);
    const owed = notices.planned - notices.replaced;
    return [
      atMost(PEAK, run.peakBytes / 1e6, 'MB', MEMORY_MAX_MB, {
        name: 'limit of the project',
        value: MEMORY_MAX_MB,
      }),
      measured('the same, shared pages counted once', run.proportionalBytes / 1e6, 'MB', {
        name: 'limit of the project',
        value: MEMORY_MAX_MB,
      }),
      measured('time to the report', run.wallSeconds, 's', {
        name: 'the morning alone, at its pace',
        value: run.playedSeconds,
      }),
      measured('lessons asked', lessons.asked, 'lessons'),
      measured('lessons read on the mirror', lessons.mirror, 'lessons'),
      measured('lessons lost', lessons.lost, 'lessons', {
        name: 'lessons asked',
        value: lessons.asked,
      }),
      measured('messages accepted', notices.accepted, 'messages', {
        name: 'messages planned that no newer one replaced',
        value: owed,
      }),
      measured('messages that a newer one replaced', notices.replaced, 'messages'),
      measured('messages sent back', notices.failed, 'messages', {
        name: 'what so many mailboxes played dead come to',
        value: Math.round((notices.planned * DEAD_OF_1000) / 1_000),
      }),
      measured(
        'messages accepted a second, while sending',
        perSecond.reduce((sum, count) => sum + count, 0) / perSecond.length,
        'messages/s',
      ),
      measured('messages accepted in the busiest second', Math.max(...perSecond), 'messages/s'),
      atLeast(
        'promises held',
        promises.filter(({ held }) => held).length,
        'promises',
        promises.length,
        { name: 'promises that a rehearsal can check', value: promises.length },
      ),
    ];
  },
};

/** Messages accepted in each real second in which there was one. */
function acceptedPerSecond({ acceptedAt, pace }: RehearsalRun): readonly number[] {
  const counts = new Map<number, number>();
  for (const at of acceptedAt) {
    const second = Math.floor(at / pace / 1_000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return [...counts.values()];
}
