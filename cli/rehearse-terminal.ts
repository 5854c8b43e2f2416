import type { Scenario } from '../config/scenario.ts';
import type { Policy } from '../core/policy.ts';
import type { EpochMs } from '../core/units.ts';
import type { Addresses, News } from '../home/rehearse/news.ts';
import type { Scene } from '../home/rehearse/set-scene.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput, type Output } from './output.ts';
import { type Line, linesOf } from './rehearse-lines.ts';
import { reportLines } from './rehearse-report.ts';
import { fill, type RehearseWords, rehearseWords } from './rehearse-words.ts';

export interface RehearseTerminal {
  tell(news: News): void;
  stays(): void;
  stopping(): void;
}

type Say = (line: Line) => void;

interface Desk {
  readonly output: Output;
  readonly words: RehearseWords;
  readonly policy: Policy;
  readonly pace: number;
  readonly clock: (at: number) => string;
  readonly say: Say;
  readonly plain: (text: string) => void;
}

const ABOUT_WIDTH = 20;

/** The live timeline: lines that someone who reads only them can follow, in order of time. */
export function rehearseTerminal(io: CliIo, policy: Policy, scenario: Scenario): RehearseTerminal {
  const output = createOutput(io);
  const words = rehearseWords(io.language);
  const status = statusLine(io);
  const clock = clockOf(policy.timeZone);
  let last = 0;
  const plain = (text: string): void => status.above(() => output.line(text));
  const desk: Desk = {
    output,
    words,
    policy,
    pace: scenario.pace,
    clock,
    plain,
    say: (line) => {
      // A round is dated when its probes left, and told when they are back: time only goes on.
      last = Math.max(last, line.at);
      plain(paintLine(line, output, clock(last)));
    },
  };
  let console = '';
  return {
    tell: (news) => {
      if (news.kind === 'standing') ({ console } = news.addresses);
      if (news.kind === 'counts') {
        const { total } = news.counts;
        status.set(`${clock(news.at)}  ${fill(words.counts, { ...total })}`);
      } else tellNews(news, desk);
    },
    stays: () => plain(fill(words.stays, { console })),
    stopping: () => {
      status.set('');
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
      return plain(fill(words.resumed, { time: clock(news.at) }));
    case 'standing':
      return showAddresses(news.addresses, desk);
    case 'entry':
      return linesOf({ ...news, policy, words, clock }).forEach(say);
    case 'claim': {
      const { role, statement } = news.claim.claim;
      return whole(news.at, 'quiet', fill(words.claim, { role, statement }));
    }
    case 'home-died':
      return whole(news.at, 'bad', fill(words.homeDied, { how: news.how }));
    case 'home-back':
      return whole(news.at, 'good', fill(words.homeBack, { entries: news.entries }));
    case 'played':
      return whole(news.at, 'quiet', words.played);
    case 'report':
      return reportLines(news.report, words, output.paint, clock).forEach(plain);
  }
}

const sceneText = ({ made }: Scene, words: RehearseWords): string =>
  made === null ? words.sceneKept : fill(words.scene, { ...made });

function showAddresses({ console, status, inbox, dns, homePid }: Addresses, desk: Desk): void {
  const { words, output, plain, pace } = desk;
  const second = Math.round((60 / pace) * 10) / 10;
  const first = desk.policy.platforms[0]?.hostname ?? '';
  plain(output.paint.bold(fill(words.standing, { second })));
  const rows: readonly (readonly [string, string])[] = [
    [words.console, console],
    [words.status, status],
    [words.inbox, inbox],
    [words.dig, `dig @${dns.address} -p ${dns.port} ${first}`],
    [words.kill, `kill -9 ${homePid}`],
  ];
  for (const [name, value] of rows) plain(`  ${name.padEnd(24)}${output.paint.cyan(value)}`);
  plain('');
}

const MARKS: Readonly<Record<Line['tone'], string>> = {
  bad: '✖',
  good: '✔',
  turn: '⇄',
  word: '✉',
  task: '!',
  quiet: '·',
};

function paintLine({ tone, about, text }: Line, { paint }: Output, time: string): string {
  const colours = {
    bad: paint.red,
    good: paint.green,
    turn: paint.magenta,
    word: paint.cyan,
    task: paint.yellow,
    quiet: paint.dim,
  };
  return `${paint.dim(time)}  ${colours[tone](`${MARKS[tone]} ${about.padEnd(ABOUT_WIDTH)} ${text}`)}`;
}

function clockOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('fr-FR', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at) => format.format(at);
}

/** A line kept below the timeline on a terminal, and nothing elsewhere. */
function statusLine(io: CliIo) {
  const live = io.stdout.isTTY === true && io.env['TERM'] !== 'dumb';
  let text = '';
  const draw = (): void => {
    if (text !== '') io.stdout.write(text.slice(0, (io.stdout.columns ?? 80) - 1));
  };
  const wipe = (): void => void io.stdout.write('\r\u001B[K');
  return {
    set: (next: string) => {
      if (!live) return;
      wipe();
      text = next;
      draw();
    },
    above: (write: () => void) => {
      if (!live) return write();
      wipe();
      write();
      draw();
    },
  };
}
