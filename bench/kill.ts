import type { KillResult } from '../test/faults/kill/kill-run.ts';
import type { Bench } from './bench.ts';
import { atLeast, atMost, measured } from './figure.ts';
import { readLongSize } from './long-size.ts';
import { runForJson } from './run-for-json.ts';

/** The issue's own number. */
const KILLS = 300;
/** The day that Préau is for. */
const SEED = 20210406;

/** Real homes killed with SIGKILL in the midst of their mornings: `npm run kill`, once, at its long size. */
export const kill: Bench = {
  name: 'kill',
  isLong: true,
  method:
    'Rehearsed mornings of half a minute on one machine, whose home gets SIGKILL up to twelve times in each ' +
    '(docs/faults.md), 300 times in all. Mail server, SMS gateway and name server outlive every kill. Each ' +
    'message that arrived, each answer to ten questions a second and each line of the journal is looked ' +
    'at. Away is from a kill until the home is ready again, its supervisor’s wait of 100 ms in it.',
  async run(say) {
    const { scale, isTrial } = readLongSize(process.env);
    const times = Math.max(1, Math.round(KILLS * scale));
    const args = ['--times', String(times), '--seed', String(SEED)];
    const { kills, mornings, away, messages, questions, incidents, entries, broken } =
      (await runForJson('test/faults/kill/kill.ts', args, say)) as KillResult;
    return {
      isTrial,
      figures: [
        atLeast('kills', kills.total, 'kills', times),
        measured('mornings', mornings, 'mornings'),
        measured('kills before the home was ready', kills.starting, 'kills', {
          name: 'all kills',
          value: kills.total,
        }),
        measured('incidents', incidents, 'incidents'),
        measured('lines of the journals', entries, 'lines'),
        measured('away, median', away.median, 'ms'),
        measured('away, worst', away.worst, 'ms'),
        atLeast(
          'messages received',
          messages.received,
          'messages',
          messages.owed - messages.smsUnknown,
          {
            name: 'messages owed',
            value: messages.owed,
          },
        ),
        measured('mails that came again under one Message-ID', messages.mailsRepeated, 'mails'),
        atMost('SMS received twice', messages.smsTwice, 'SMS', 0),
        measured('SMS of unknown fate, each an operator’s task', messages.smsUnknown, 'SMS'),
        measured('questions to the name server', questions.asked, 'questions'),
        atMost('questions without an answer', questions.unanswered, 'questions', 0),
        measured('slowest answer', questions.slowestMs, 'ms'),
        atMost('anything lost, doubled, misled or left behind', broken.length, 'times', 0),
      ],
      tables: [
        {
          title: `Kills, of seed ${SEED}`,
          headings: ['at', 'kills'],
          rows: Object.entries(kills.by).map(([kind, count]) => [kind, String(count)]),
        },
        ...(broken.length === 0
          ? []
          : [
              {
                title: 'Broken',
                headings: ['morning', 'why'],
                rows: broken.map(({ morning, why }) => [String(morning), why]),
              },
            ]),
      ],
    };
  },
};
