import pc from 'picocolors';
import type { CliIo } from './frame-io.ts';

/** How a command speaks: lines for people, or one JSON document for programs. */
export interface Output {
  /** One line for people, to standard output. */
  line(text?: string): void;
  /** One JSON document, to standard output, and nothing else there. */
  json(value: unknown): void;
  /** One line beside the result, to standard error: progress, hints. */
  note(text: string): void;
  readonly paint: ReturnType<typeof pc.createColors>;
}

export function createOutput(io: CliIo): Output {
  return {
    line: (text = '') => void io.stdout.write(`${text}\n`),
    json: (value) => void io.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => void io.stderr.write(`${text}\n`),
    paint: pc.createColors(io.colours),
  };
}
