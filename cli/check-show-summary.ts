import type { Problem } from '../config/problem.ts';
import type { ConfigSummary, NamedFile, PlatformSummary } from './check-summary.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/**
 * One screen: what is configured, how long things take, what is missing.
 *
 * @param warnings what would be better otherwise, each at its place
 */
export function showSummary(
  file: string,
  summary: ConfigSummary,
  warnings: readonly Problem[],
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const say = (key: string, values = {}) => io.words(`check.summary.${key}`, values);
  const names = (list: readonly string[]) => list.join(', ') || say('none');
  return [
    paint.bold(paint.green(say('right', { file }))) + `  ${summary.organisation}`,
    '',
    paint.bold(say('platforms', { count: summary.platforms.length })),
    ...summary.platforms.flatMap((platform) => showPlatform(platform, io)),
    '',
    paint.bold(say('vantages', { count: summary.vantages.length })),
    ...summary.vantages.map(
      ({ name, controls }) => `  ${name}  ${say('controls', { names: names(controls) })}`,
    ),
    ...(summary.files.length > 0 ? ['', paint.bold(say('files'))] : []),
    ...summary.files.map((named) => `  ${showFile(named, io)}`),
    '',
    paint.bold(say('estimates')),
    ...showEstimates(summary, io).map((line) => `  ${line}`),
    ...(summary.advice.length + warnings.length > 0 ? ['', paint.bold(say('advice'))] : []),
    ...summary.advice.map(
      (advice) => `  ${paint.yellow('•')} ${io.words(`check.advice.${advice}`)}`,
    ),
    ...warnings.flatMap((warning) => showWarning(file, warning, io)),
  ];
}

function showWarning(file: string, warning: Problem, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  const { line, column, path, expected, got, remedy } = warning;
  return [
    `  ${paint.yellow('•')} ${paint.cyan(`${file}:${line}:${column}`)}  ${paint.bold(path)}`,
    `    ${io.words('check.expected')} ${expected}`,
    `    ${io.words('check.got')} ${got}`,
    `    ${io.words('check.remedy')} ${paint.green(remedy)}`,
  ];
}

function showPlatform(platform: PlatformSummary, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  const { origin, mirror } = platform;
  const say = (key: string, values = {}) => io.words(`check.summary.${key}`, values);
  return [
    `  ${platform.name}  ${paint.cyan(platform.hostname)}`,
    `    ${say('origin', { host: origin.host, hoster: origin.hoster })}`,
    mirror
      ? `    ${say('mirror', { name: mirror.ownName, hoster: mirror.hoster })}` +
        `, ${say('lessons')} ${showFile(mirror.lessons, io)}`
      : `    ${say('control')}`,
  ];
}

function showFile({ path, found }: NamedFile, io: CliIo): string {
  const { paint } = createOutput(io);
  return found ? path : `${path} ${paint.yellow(`(${io.words('check.summary.notFound')})`)}`;
}

/** As wide as the labels in the locales. */
const LABEL_WIDTH = 39;

/** How long people may hold a message, and schools may be silent. */
function showWaits(
  { vetoSec, vetoByPhaseSec, escalation }: ConfigSummary['estimates'],
  time: (seconds: number) => string,
  io: CliIo,
): readonly string[] {
  const say = (key: string, values = {}) => io.words(`check.summary.${key}`, values);
  const held = (sec: number) => (sec === 0 ? say('vetoNone') : time(sec));
  const levels = escalation.map(({ level, sec }) => say(`level.${level}`, { time: time(sec) }));
  return [
    say('veto', { time: held(vetoSec) }),
    ...vetoByPhaseSec.map(({ phase, sec }) => {
      const name = io.words(`console.phase.${phase}`);
      return say('vetoPhase', { phase: name }).padEnd(LABEL_WIDTH) + held(sec);
    }),
    levels.length === 0 ? say('escalationNone') : say('escalation', { levels: levels.join(', ') }),
  ];
}

function showEstimates({ estimates }: ConfigSummary, io: CliIo): readonly string[] {
  const say = (key: string, values = {}) => io.words(`check.summary.${key}`, values);
  const time = (seconds: number) =>
    seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  const { thousandSmsEuros: euros } = estimates;
  return [
    say('turn', { time: time(estimates.turnSec), ttl: time(estimates.ttlSec) }),
    estimates.turnByHealthSec === null
      ? say('turnOnlyByPreau')
      : say('turnByHealth', { time: time(estimates.turnByHealthSec) }),
    say('firstNotice', { time: time(estimates.firstNoticeSec) }),
    ...showWaits(estimates, time, io),
    say('wayBack', { time: time(estimates.wayBackSec) }),
    say('mails', { time: time(estimates.thousandMailsSec) }),
    ...(estimates.thousandSmsSec > 0
      ? [
          say('sms', {
            time: time(estimates.thousandSmsSec),
            euros: new Intl.NumberFormat(io.language).format(euros),
          }),
        ]
      : []),
  ];
}
