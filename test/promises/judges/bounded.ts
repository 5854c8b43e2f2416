import type { Court, Judge } from './judge.ts';

/** Lines of a journal an hour of the world and platform: a platform in trouble gives a few a round. Chosen. */
const LINES_MOST = 2_000;
/** Actions that wait at once. Chosen: a handful of incidents, each with a handful of notices. */
const OPEN_MOST = 300;

/** What can never be in a line of a mail's head. */
// oxlint-disable-next-line no-control-regex
const NO_LINE = /[\u0000-\u001f\u007f]/u;

/**
 * P10: whatever comes in, nothing grows without bound, nothing is thrown that nobody expected, and no
 * text from outside becomes a header, or markup, of what leaves.
 */
export function bounded({ world, report }: Court): Judge {
  const startedAt = world.time.now();
  const platforms = world.landscape.policy.platforms.length;
  return {
    onBeat: () => {
      const hours = Math.max(1, (world.time.now() - startedAt) / 3_600_000);
      const { entries } = world.journal;
      if (entries.length > LINES_MOST * hours * platforms)
        report('P10', `${entries.length} lines in ${hours.toFixed(1)} h`);
      if (world.journal.open().length > OPEN_MOST)
        report('P10', `${world.journal.open().length} actions wait`);
    },
    onEntry: ({ event }) => {
      if (event.kind === 'action-failed' && BUG.test(event.detail))
        report('P10', `${event.action} failed by a bug: ${event.detail}`);
    },
    onArrival: ({ key, subject = '', html = '', to }) => {
      if (NO_LINE.test(subject) || NO_LINE.test(to))
        report('P10', `${key} has a header of somebody else`);
      if (/<script/iu.test(html)) report('P10', `${key} has a script in it`);
    },
  };
}

/** How the machine words what no PreauError says. */
const BUG = /is not a function|undefined|cannot read|null \(/iu;
