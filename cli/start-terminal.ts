import type { Policy } from '../core/policy.ts';
import type { DeploymentAddresses, DeploymentNews } from '../home/deploy/deployment-news.ts';
import type { DirectoryNews } from '../home/deploy/keep-directory.ts';
import { errorText, saidText } from './errors-text.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { type StartWords, startWords } from './start-words.ts';
import { linesOf } from './timeline-lines.ts';
import { type TimelineTerminal, timelineTerminal } from './timeline-terminal.ts';
import { timelineWords } from './timeline-words.ts';
import { turnBudgetLine } from './turn-budget-line.ts';

/** What `preau start` says of a deployment as it starts, and as it runs. */
export function startTerminal(io: CliIo, policy: Policy): (news: DeploymentNews) => void {
  const words = startWords(io.language);
  const lineWords = timelineWords(io.language);
  const terminal = timelineTerminal(io, policy.timeZone);
  const { plain, say, output, clock } = terminal;
  return (news) => {
    switch (news.kind) {
      case 'folder':
        return plain(fillTemplate(words.folder, { path: news.path }));
      case 'directory':
        return tellDirectory(news.news, io, terminal);
      case 'mirrors':
        for (const mirror of news.built) {
          plain(fillTemplate(words.mirrorBuilt, { ...mirror }));
          plain(output.paint.yellow(`  ${fillTemplate(words.mirrorElsewhere, { ...mirror })}`));
        }
        return;
      case 'names':
        return plain(news.reattached ? words.namesFound : words.namesStarted);
      case 'names-elsewhere':
        return plain(
          output.paint.yellow(
            fillTemplate(words.namesElsewhere, { address: news.address, port: news.port }),
          ),
        );
      case 'names-refused':
        return plain(
          output.paint.red(
            fillTemplate(words.namesRefused, { why: saidText(news.said, news.why, io.language) }),
          ),
        );
      case 'standing':
        return showAddresses(news.addresses, policy, words, io, terminal);
      case 'entry':
        return linesOf({ ...news, policy, words: lineWords, said: io, clock }).forEach(say);
    }
  };
}

function tellDirectory(news: DirectoryNews, io: CliIo, { plain, output }: TimelineTerminal): void {
  const words = startWords(io.language);
  switch (news.kind) {
    case 'none':
      return plain(output.paint.yellow(words.noSchools));
    case 'unchanged':
      return plain(words.schoolsUnchanged);
    case 'kept':
      return plain(
        output.paint.red(
          fillTemplate(words.schoolsKept, { why: errorText(news.error, io.language) }),
        ),
      );
    case 'imported': {
      const { files } = news.report;
      const sum = (of: (file: (typeof files)[number]) => number): number =>
        files.reduce((total, file) => total + of(file), 0);
      return plain(
        fillTemplate(words.schoolsImported, {
          schools: sum(({ schools }) => schools),
          contacts: sum(({ contacts }) => contacts.email + contacts.mobile),
          rejected: sum(({ rejected }) => rejected.length),
        }),
      );
    }
  }
}

function showAddresses(
  { console, status, insteadOfPort, dns, turnsWithinMs }: DeploymentAddresses,
  policy: Policy,
  words: StartWords,
  io: CliIo,
  { plain, output }: TimelineTerminal,
): void {
  const names = timelineWords(io.language);
  const taken =
    insteadOfPort === null ? '' : ` ${fillTemplate(words.portTaken, { wanted: insteadOfPort })}`;
  const first = policy.platforms.find(({ mirror }) => mirror !== undefined)?.hostname ?? '';
  const rows: readonly (readonly [string, string, string])[] = [
    [names.console, console, taken],
    [names.status, status, ''],
    [names.dig, `dig @${dns.address} -p ${dns.port} ${first}`, ''],
  ];
  plain(output.paint.bold(words.standing));
  for (const [name, value, note] of rows)
    plain(`  ${name.padEnd(16)}${output.paint.cyan(value)}${output.paint.yellow(note)}`);
  plain(`  ${turnBudgetLine(turnsWithinMs, names)}`);
  plain('');
}
