import type { WordsIn } from '../app/views/words.ts';
import type { Scenario } from '../config/scenario.ts';
import type { Policy } from '../core/policy.ts';
import type { EpochMs } from '../core/units.ts';
import type { Addresses, News } from '../home/rehearse/news.ts';
import type { Scene } from '../home/rehearse/set-scene.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { reportLines } from './rehearse-report.ts';
import { type RehearseWords, rehearseWords } from './rehearse-words.ts';
import { type Line, linesOf } from './timeline-lines.ts';
import { type TimelineTerminal, timelineTerminal } from './timeline-terminal.ts';
import { turnBudgetLine } from './turn-budget-line.ts';

export interface RehearseTerminal {
  tell(news: News): void;
  stays(): void;
  stopping(): void;
}

interface Desk extends TimelineTerminal {
  readonly words: RehearseWords;
  readonly said: WordsIn;
  readonly policy: Policy;
  readonly pace: number;
}

/** A rehearsal as it goes by, with its counts below. */
export function rehearseTerminal(io: CliIo, policy: Policy, scenario: Scenario): RehearseTerminal {
  const words = rehearseWords(io.language);
  const terminal = timelineTerminal(io, policy.timeZone);
  const { plain, clock, setStatus } = terminal;
  const desk: Desk = { ...terminal, words, said: io, policy, pace: scenario.pace };
  let console = '';
  return {
    tell: (news) => {
      if (news.kind === 'standing') ({ console } = news.addresses);
      if (news.kind === 'counts') {
        const { total } = news.counts;
        setStatus(`${clock(news.at)}  ${fillTemplate(words.counts, { ...total })}`);
      } else tellNews(news, desk);
    },
    stays: () => plain(fillTemplate(words.stays, { console })),
    stopping: () => {
      setStatus('');
      if (io.stdout.isTTY === true) plain(words.stopping);
    },
  };
}

function tellNews(news: Exclude<News, { kind: 'counts' }>, desk: Desk): void {
  const { words, say, plain, output, clock, policy } = desk;
  const whole = (at: EpochMs, tone: Line['tone'], text: string) =>
    say({ at, tone, about: '', text });
  switch (news.kind) {
    case 'preparing':
      return plain(output.paint.dim(words.preparing[news.what]));
    case 'scene':
      return plain(output.paint.dim(sceneText(news.scene, words)));
    case 'resumed':
      return plain(fillTemplate(words.resumed, { time: clock(news.at) }));
    case 'standing':
      return showAddresses(news.addresses, desk);
    case 'entry':
      return linesOf({ ...news, policy, words, said: desk.said, clock }).forEach(say);
    case 'claim': {
      const { role, statement } = news.claim.claim;
      return whole(news.at, 'quiet', fillTemplate(words.claim, { role, statement }));
    }
    case 'home-died':
      return whole(news.at, 'bad', fillTemplate(words.homeDied, { how: news.how }));
    case 'home-back':
      return whole(news.at, 'good', fillTemplate(words.homeBack, { entries: news.entries }));
    case 'played':
      return whole(news.at, 'quiet', words.played);
    case 'report':
      return reportLines(news.report, words, desk.said, output.paint, clock).forEach(plain);
  }
}

const sceneText = ({ made }: Scene, words: RehearseWords): string =>
  made === null ? words.sceneKept : fillTemplate(words.scene, { ...made });

function showAddresses(addresses: Addresses, desk: Desk): void {
  const { console, status, inbox, dns, homePid, turnsWithinMs } = addresses;
  const { words, output, plain, pace } = desk;
  const second = Math.round((60 / pace) * 10) / 10;
  const first = desk.policy.platforms[0]?.hostname ?? '';
  plain(output.paint.bold(fillTemplate(words.standing, { second })));
  const rows: readonly (readonly [string, string])[] = [
    [words.console, console],
    [words.status, status],
    [words.inbox, inbox],
    [words.dig, `dig @${dns.address} -p ${dns.port} ${first}`],
    [words.kill, `kill -9 ${homePid}`],
  ];
  for (const [name, value] of rows) plain(`  ${name.padEnd(24)}${output.paint.cyan(value)}`);
  plain(`  ${turnBudgetLine(turnsWithinMs, words)}`);
  plain('');
}
