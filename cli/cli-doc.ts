import type { Argument, Command, Option } from 'commander';
import { commandPath, isRunnable } from './frame-command-help.ts';
import { exampleOf } from './frame-examples.ts';
import { buildProgram } from './frame.ts';
import { createIo } from './frame-io.ts';

const HEAD = `# The commands

<!-- Written by \`npm run cli-doc\` from the commands themselves; a test says when it was forgotten. -->

What \`preau COMMAND --help\` says, in one page. In a checkout: \`npm run preau -- COMMAND\`. French where the locale is
French, or with \`--lang fr\`; no colour where the output is piped or \`NO_COLOR\` is set. \`--json\` gives one JSON document
alone on standard output; errors go to standard error, then as JSON too.`;

/** docs/cli.md, made of the tree of commands: it cannot say what they do not do. */
export function cliDoc(): string {
  const sink = { write: () => true, columns: 80 };
  const io = createIo({ argv: ['--lang', 'en'], env: {}, stdout: sink, stderr: sink });
  const program = buildProgram(io);
  const commands = descendants(program).filter((command) => isRunnable(command, io));
  const exits = io.words('cli.exitCodes').split('\n').slice(1);
  return [
    HEAD,
    '## Exit codes',
    ['| code | meaning |', '|---|---|', ...exits.map(exitRow)].join('\n'),
    '## Options of every command',
    optionTable(program.options),
    ...commands.flatMap((command) => section(command, (key) => io.words(key))),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const descendants = (command: Command): readonly Command[] =>
  command.commands.flatMap((child) => [child, ...descendants(child)]);

function exitRow(line: string): string {
  const [, code = '', meaning = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
  return `| ${code} | ${prose(meaning)} |`;
}

function section(command: Command, words: (key: string) => string): readonly string[] {
  const path = commandPath(command);
  const example = path.startsWith('mirror ')
    ? words(`cli.mirror.examples.${command.name()}`)
    : exampleOf(path, 'en');
  return [
    `## \`preau ${path}\``,
    prose(sentence(command.description())),
    ...(example === undefined ? [] : [`\`\`\`\n${example}\n\`\`\``]),
    ...(command.registeredArguments.length === 0
      ? []
      : [
          [
            '| argument | meaning |',
            '|---|---|',
            ...command.registeredArguments.map(argumentRow),
          ].join('\n'),
        ]),
    ...(command.options.length === 0 ? [] : [optionTable(command.options)]),
  ];
}

const optionTable = (options: readonly Option[]): string =>
  ['| option | meaning |', '|---|---|', ...options.map(optionRow)].join('\n');

const optionRow = ({ flags, description, mandatory, defaultValue }: Option): string =>
  `| \`${cell(flags)}\` | ${prose(description)}${mandatory ? ' (required)' : ''}${byDefault(defaultValue)} |`;

function argumentRow(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  const shown = argument.required ? `<${name}>` : `[${name}]`;
  return `| \`${cell(shown)}\` | ${prose(argument.description)}${byDefault(argument.defaultValue)} |`;
}

/** Commander says `any`; what is no word or number is not shown in its help either. */
const byDefault = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `; \`${value}\` by default` : '';

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

/** A bar would end a cell. */
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');

/** Outside of code an angle bracket would begin a tag. */
const prose = (text: string): string => cell(text).replaceAll('<', String.raw`\<`);
