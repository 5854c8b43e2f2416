import type { Bench } from './bench.ts';
import { atMost, median } from './figure.ts';
import { rehearseOnce } from './rehearse-once.ts';

/** The target, after the hold period in which a person may veto. */
const SECONDS_MAX = 2;

/** How soon after its veto time a notice of a fall reaches its first mailbox. */
export const firstNotice: Bench = {
  name: 'first-notice',
  method:
    'From the journal and the ledger of one finished rehearsal: for each notice of a fall, from ' +
    'the end of its veto time to the first message that a sink accepted. In real seconds: the ' +
    "rehearsal's own are divided by its pace. A tick every 100 ms releases notices there; a real " +
    'home ticks every second.',
  async run(say) {
    const { notices, pace } = await rehearseOnce(say);
    const told = notices.filter(({ content }) => ['outage', 'relapse'].includes(content.phase));
    const seconds = told.map(({ sendAt, firstAcceptedAt }) =>
      firstAcceptedAt === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(0, firstAcceptedAt - sendAt) / pace / 1_000,
    );
    const peer = { name: 'limit of the design', value: SECONDS_MAX };
    return [
      atMost(
        `veto end to first accepted, median of ${seconds.length}`,
        median(seconds),
        's',
        SECONDS_MAX,
        peer,
      ),
      atMost(
        `veto end to first accepted, slowest of ${seconds.length}`,
        Math.max(...seconds),
        's',
        SECONDS_MAX,
        peer,
      ),
    ];
  },
};
