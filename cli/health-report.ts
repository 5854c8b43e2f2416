import type { HealthLine, HealthPicture, HealthVerdict } from '../app/health/health-picture.ts';
import { type HealthUnit, healthShapeOf } from '../config/health-lines.ts';
import { durationText } from './duration-text.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import type { HealthSource, HealthWords } from './health-words.ts';
import { labelledLines } from './labelled-lines.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';
import { wrapText } from './wrap-text.ts';

const MARKS: { readonly [verdict in HealthVerdict]: string } = { ok: '✔', late: '!', dead: '✖' };
/** Two of margin, the mark, the label. */
const LABEL = 20;
const INDENT = 4 + LABEL;
const WIDE = 80;

/** The picture as lines of at most 80 columns, each fault with its remedy and its page under it. */
export function healthReport(
  picture: HealthPicture,
  from: HealthSource,
  words: HealthWords,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  return [
    paint.bold(words.heading),
    `  ${words.from[from]}`,
    '',
    ...picture.lines.flatMap((line) => oneLine(line, words, io)),
    '',
    ...labelledLines(words.shares, [sharesText(picture, words)], WIDE, LABEL + 2),
    ...labelledLines(words.notices, [noticesText(picture, words)], WIDE, LABEL + 2),
    '',
    ...wrapText(conclusion(picture, words), WIDE).map((line) => paint.bold(line)),
  ];
}

function oneLine(line: HealthLine, words: HealthWords, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  const colour = { ok: paint.green, late: paint.yellow, dead: paint.red }[line.verdict];
  const { label, do: remedy } = words.lines[line.name];
  const [first = '', ...more] = wrapText(foundText(line, words), WIDE - INDENT);
  const page = `docs/runbook.md#${healthShapeOf(line.name).runbook}`;
  const help =
    line.verdict === 'ok' ? [] : [...wrapText(`→ ${remedy}`, WIDE - INDENT), `  ${page}`];
  return [
    `  ${colour(MARKS[line.verdict])} ${label.padEnd(LABEL)}${first}`,
    ...more.map((text) => ' '.repeat(INDENT) + text),
    ...help.map((text) => paint.dim(' '.repeat(INDENT) + text)),
  ];
}

function foundText({ name, value, which, bounds, verdict }: HealthLine, words: HealthWords) {
  if (value === null) return words.untaken;
  const { unit } = healthShapeOf(name);
  const { found, zero } = words.lines[name];
  if (value === 0 && zero !== undefined) return zero;
  const said = fillTemplate(found, { value: figure(value, unit, words) });
  const of = which.length === 0 ? '' : `${words.colon}${which.join(', ')}`;
  const bound = verdict === 'dead' ? bounds.dead : bounds.late;
  if (unit === 'up' || bound === null || bound === 0) return said + of;
  const limit = fillTemplate(bounds.least ? words.atLeast : words.atMost, {
    bound: figure(bound, unit, words),
  });
  return `${said} (${limit})${of}`;
}

function figure(value: number, unit: HealthUnit, words: HealthWords): string {
  if (unit === 'seconds') return durationText(value * 1_000);
  if (unit === 'days') return fillTemplate(words.days, { count: value });
  if (unit === 'bytes')
    return fillTemplate(words.gigabytes, { count: words.decimal(value / 1_000_000_000) });
  return String(value);
}

/** Those alone that keep somebody on a mirror, or were not seen: calm needs no list of names. */
function sharesText({ shares }: HealthPicture, words: HealthWords): string {
  const told = shares.filter(({ share, verified }) => share > 0 || !verified);
  if (told.length === 0) return words.calm;
  return told
    .map(({ platform, share, verified }) =>
      fillTemplate(verified ? words.share : words.unseen, { platform, share: percent(share) }),
    )
    .join(', ');
}

function noticesText({ notices }: HealthPicture, words: HealthWords): string {
  const told = Object.entries(notices).filter(([, count]) => count > 0);
  if (told.length === 0) return words.none;
  return told
    .map(([stage, count]) =>
      fillTemplate(words.stages[stage as keyof HealthPicture['notices']], { count }),
    )
    .join(', ');
}

const conclusion = ({ healthy, verdict }: HealthPicture, words: HealthWords): string =>
  healthy && verdict === 'dead' ? words.beside : words.verdicts[verdict];
