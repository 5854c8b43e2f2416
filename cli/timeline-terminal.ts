import type { CliIo } from './frame-io.ts';
import { createOutput, type Output } from './output.ts';
import type { Line } from './timeline-lines.ts';

const ABOUT_WIDTH = 20;

/** A terminal that lines of time go by on. */
export interface TimelineTerminal {
  readonly output: Output;
  /** An instant as people of this home read it. */
  readonly clock: (at: number) => string;
  /** One line of the timeline. */
  readonly say: (line: Line) => void;
  /** One line that is not of the timeline. */
  readonly plain: (text: string) => void;
  /** What stands below the timeline; shown on a terminal only. */
  readonly setStatus: (text: string) => void;
}

/** Lines that someone who reads only them can follow, in order of time. */
export function timelineTerminal(io: CliIo, timeZone: string): TimelineTerminal {
  const output = createOutput(io);
  const status = statusLine(io);
  const clock = clockOf(timeZone);
  let last = 0;
  const plain = (text: string): void => status.above(() => output.line(text));
  return {
    output,
    clock,
    plain,
    setStatus: (text) => status.set(text),
    say: (line) => {
      // A round is dated when its probes left, and told when they are back: time only goes on.
      last = Math.max(last, line.at);
      plain(paintLine(line, output, clock(last)));
    },
  };
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
