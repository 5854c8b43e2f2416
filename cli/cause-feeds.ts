import type { Command } from 'commander';
import type { FeedSnapshot } from '../app/ports.ts';
import { feedsOf } from '../config/evidence-sources.ts';
import type { Config } from '../config/schema.ts';
import { causeFeedsWords } from './cause-feeds-words.ts';
import { loadConfig } from './check-load-config.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';
import { wrapBound } from './wrap-bound.ts';

/** One company's page, asked now. */
interface Asked {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly snapshot: FeedSnapshot;
}

/**
 * `preau cause feeds [FILE]`: what the status pages on record say now, and what of it would count: the
 * way to find the words for regions and products.
 */
export function registerFeeds(cause: Command, io: CliIo): void {
  const words = causeFeedsWords(io.language);
  cause
    .command('feeds')
    .description(words.feeds)
    .argument('[file]', words.file, 'preau.yaml')
    .addHelpText('after', `\n${words.help}\n`)
    .action(async (file: string, _options: CommonOptions, asked: Command) => {
      io.exitCode = await askFeeds(file, asked.optsWithGlobals<CommonOptions>(), io);
    });
}

async function askFeeds(file: string, options: CommonOptions, io: CliIo): Promise<number> {
  const config = await loadConfig(file, io, { rehearsal: true });
  const { createFeeds } = await import('../adapters/local/feeds/create-feeds.ts');
  const { systemClock } = await import('../adapters/local/clock.ts');
  const feeds = createFeeds({ sources: feedsOf(config), clock: systemClock });
  const pages = await Promise.all(
    config.hosters.flatMap(({ id, name, feed }) =>
      feed === undefined
        ? []
        : [feeds.read(id).then((snapshot): Asked => ({ id, name, url: feed.url, snapshot }))],
    ),
  );
  const output = createOutput(io);
  if (options.json === true)
    output.json({
      file,
      feeds: pages.map(({ id, url, snapshot: { reading } }) => ({ id, url, ...reading })),
    });
  else output.line(linesOf(file, pages, config, io).join('\n'));
  const isKnown = pages.every(({ snapshot }) => snapshot.reading.kind === 'read');
  return isKnown ? EXIT.ok : EXIT.unreachable;
}

function linesOf(
  file: string,
  pages: readonly Asked[],
  config: Config,
  io: CliIo,
): readonly string[] {
  const words = causeFeedsWords(io.language);
  const { paint } = createOutput(io);
  const without = config.hosters.filter(({ feed }) => feed === undefined).map(({ id }) => id);
  const columns = io.stdout.columns ?? 80;
  const body =
    pages.length === 0
      ? [words.none]
      : pages.flatMap((page) => [
          page.snapshot.reading.kind === 'read'
            ? fillTemplate(words.read, { name: printable(page.name) })
            : paint.yellow(unknownLine(page, io)),
          ...itemsOf(page, config, io).map((item) => `  ${item}`),
        ]);
  const rest =
    without.length > 0 ? [fillTemplate(words.without, { list: without.join(', ') })] : [];
  return [paint.bold(fillTemplate(words.title, { file })), '', ...body, ...rest].flatMap((line) =>
    wrapped(line, columns),
  );
}

/** Indented on as far as its first line is. */
function wrapped(line: string, columns: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (line === '') return [''];
  return wrapBound(line.trim(), columns - indent.length).map((one) => indent + one);
}

function unknownLine({ name, snapshot: { reading } }: Asked, io: CliIo): string {
  if (reading.kind !== 'unknown') return '';
  return fillTemplate(causeFeedsWords(io.language).unknown, {
    name: printable(name),
    fault: io.words(`cause.feed.${reading.fault}`),
    detail: printable(reading.detail),
  });
}

/** Titles are the page's own words: for the operator's eyes, without what would move a terminal. */
function itemsOf(
  { snapshot: { reading } }: Asked,
  { organisation }: Config,
  io: CliIo,
): readonly string[] {
  if (reading.kind !== 'read') return [];
  const words = causeFeedsWords(io.language);
  const say = new Intl.DateTimeFormat(io.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: organisation.timeZone,
  });
  const tell = (way: 'open' | 'elsewhere' | 'unplaced'): readonly string[] =>
    reading[way].map(({ kind, since, title, where }) => {
      const at = where === undefined ? '' : ` [${printable(where)}]`;
      const said = { since: say.format(since), title: `${printable(title)}${at}` };
      return `  ${fillTemplate(words[kind], said)}`;
    });
  const list = (way: 'open' | 'elsewhere' | 'unplaced'): readonly string[] =>
    reading[way].length === 0
      ? []
      : [fillTemplate(words[way], { count: reading[way].length }), ...tell(way)];
  const ours = list('open');
  const { skipped } = reading;
  return [
    ...(ours.length === 0 ? [words.nothing] : ours),
    ...list('elsewhere'),
    ...list('unplaced'),
    ...(skipped === 0 ? [] : [fillTemplate(words.skipped, { count: skipped })]),
  ];
}
