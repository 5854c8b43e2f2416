import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { wordHindrance } from '../app/views/hindrance.ts';
import { type NoticeEdit, noticeEdit } from '../app/views/notice-edit.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import type { EditCommand } from '../app/views/person-command.ts';
import { PreauError } from '../core/errors.ts';
import { ADDITION_MAX } from '../core/notice/addition-fault.ts';
import { homeInstant } from '../home/deploy/home-instant.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { readWords } from '../web/words.ts';
import { noticeCalled } from './notice-called.ts';
import { noticeLines } from './notice-lines.ts';
import { noticeWords } from './notice-words.ts';
import { carryOut } from './operate-carry-out.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';

interface EditOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
}

/**
 * `preau notice edit NOTICE SENTENCE`: add a person's own sentence to a notice that has not left; an
 * empty one takes it out again. A dry run shows the words as they would leave at this instant.
 *
 * @returns 0 when it is done, or would be; 1 when it is refused or changes nothing
 * @throws PreauError `argument-invalid` for a sentence that is too long or not on one line,
 *   `home-unreachable` when only a home could do it; in a dry run `not-found`, and as `replay`
 * @see docs/decisions/0034-words-of-a-person.md
 */
export async function editNotice(
  home: OperatedHome,
  asked: Omit<EditCommand, 'kind'>,
  { dryRun, json }: EditOptions,
  io: CliIo,
): Promise<number> {
  const command: EditCommand = { ...asked, kind: 'edit-notice', addition: sentenceOf(asked, io) };
  return dryRun ? tellEdit(home, command, json, io) : carryOut(home, command, json, io);
}

/** As the console bounds it. */
function sentenceOf({ addition }: Pick<EditCommand, 'addition'>, { language }: CliIo): string {
  const sentence = addition.trim();
  const { length } = sentence;
  if (length <= ADDITION_MAX && !/\p{Cc}/u.test(sentence)) return sentence;
  const text = noticeWords(language).sentenceWrong;
  throw new PreauError('argument-invalid', fillTemplate(text, { most: ADDITION_MAX, length }));
}

async function tellEdit(
  home: OperatedHome,
  command: EditCommand,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const { state, policy, config } = await home.replay();
  const notice = noticeCalled(state, command.notice);
  const edit = noticeEdit(state, policy, command, homeInstant(state.at, Date.now()));
  const { language, timeZone } = config.organisation;
  const render = noticeTexts(readNoticeWordings()[language], timeZone, readWords(language));
  const content = edit.content ?? notice.content;
  const text = render(content);
  const { outcome, hindrance, leaves } = edit;
  const said = { language: io.language, words: io.words };
  const refusal = hindrance === null ? null : wordHindrance(hindrance, command, policy, said);
  const output = createOutput(io);
  const { id, stage, plan = null } = notice;
  if (json) output.json({ dryRun: true, notice: id, outcome, refusal, leaves, stage, plan, text });
  else {
    output.line(resultLine(edit, refusal, io));
    output.line();
    const clock = new Intl.DateTimeFormat('fr-FR', { timeZone, timeStyle: 'medium' });
    for (const line of noticeLines({ ...notice, content }, text, clock, io)) output.line(line);
  }
  return outcome === 'added' || outcome === 'removed' ? EXIT.ok : EXIT.refused;
}

function resultLine(
  { outcome, leaves }: NoticeEdit,
  refusal: { readonly title: string; readonly remedy: string } | null,
  io: CliIo,
): string {
  const { paint } = createOutput(io);
  const words = noticeWords(io.language);
  if (refusal !== null)
    return paint.red(
      fillTemplate(words.wouldRefuse, { reason: `${refusal.title}. ${refusal.remedy}` }),
    );
  if (outcome === 'nothing') return paint.yellow(words.wouldNothing);
  if (outcome === 'removed') return paint.bold(words.wouldRemove);
  return leaves ? paint.bold(words.wouldAdd) : paint.yellow(words.wouldDrop);
}
