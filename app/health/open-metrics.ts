import { healthShapeOf } from '../../config/health-lines.ts';
import type { HealthPicture } from './health-picture.ts';

/** @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md#text-format */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  readonly name: string;
  readonly help: string;
  /** Also the last word of the name. */
  readonly unit?: string;
  readonly samples: readonly Sample[];
}

/** Of the table's, those that are units of measure: each such gauge ends with its own. */
const UNITS: ReadonlySet<string> = new Set(['seconds', 'bytes', 'days']);

/**
 * The picture in OpenMetrics text, with its end mark. A figure that could not be taken has no sample:
 * no number is made up for it, and an alert on its absence is right.
 */
export function openMetrics(picture: HealthPicture): string {
  const families: readonly Family[] = [
    {
      name: 'preau_healthy',
      help: 'Whether nothing vital is dead',
      samples: [{ value: picture.healthy ? 1 : 0 }],
    },
    ...picture.lines.map(({ name, value }): Family => {
      const { gauge, unit, help } = healthShapeOf(name);
      const samples = value === null ? [] : [{ value }];
      return { name: gauge, help, samples, ...(UNITS.has(unit) && { unit }) };
    }),
    {
      name: 'preau_line_dead',
      help: 'Whether a line of the health picture is dead',
      samples: picture.lines.map(({ name: line, verdict }) => ({
        labels: { line },
        value: verdict === 'dead' ? 1 : 0,
      })),
    },
    {
      name: 'preau_mirror_share',
      help: 'The part of the answers for a platform that point to its mirror, as decided',
      samples: picture.shares.map(({ platform, share }) => ({
        labels: { platform },
        value: share,
      })),
    },
    {
      name: 'preau_notices',
      help: 'Notices by the stage that they are in, since the first',
      samples: Object.entries(picture.notices).map(([stage, value]) => ({
        labels: { stage },
        value,
      })),
    },
  ];
  return `${families.map(familyText).join('')}# EOF\n`;
}

const familyText = ({ name, help, unit, samples }: Family): string =>
  [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
