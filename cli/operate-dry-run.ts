import type { PersonCommand } from '../app/views/person-command.ts';
import { wordTurnReason } from '../app/views/word-turn-reason.ts';
import type { WordsIn } from '../app/views/words.ts';
import type { Action } from '../core/incident/action.ts';
import { dryRun } from '../home/deploy/dry-run.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import type { OperatedHome } from './operated-home.ts';
import { type OperateWords, operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';

/**
 * Say what a command would turn, from the journal as it stands; nobody is asked to do it.
 *
 * @returns 0 when something would turn, 1 when it would be refused or change nothing
 */
export async function tellDryRun(
  home: OperatedHome,
  command: PersonCommand,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const actions = dryRun(await home.replay(), command, Date.now());
  const output = createOutput(io);
  const words = operateWords(io.language);
  if (json) output.json({ dryRun: true, actions });
  else if (actions.length === 0) output.line(words.noChange);
  else for (const action of actions) output.line(wordAction(action, words, io));
  return actions.some(({ kind }) => kind === 'turn-dns') ? EXIT.ok : EXIT.refused;
}

function wordAction(action: Action, words: OperateWords, said: WordsIn): string {
  switch (action.kind) {
    case 'turn-dns': {
      const { platform, mirrorShare, hold } = action;
      const why = wordTurnReason(action.why, said);
      const share = percent(mirrorShare);
      const held = hold ? words.holdOn : words.holdOff;
      return fillTemplate(words.wouldTurn, { platform, share, hold: held, why });
    }
    case 'raise-task':
      return fillTemplate(words.wouldRefuse, { title: action.title, remedy: action.remedy });
    case 'collect-signals':
    case 'plan-notice':
    case 'send-notice':
      return fillTemplate(words.wouldDo, { kind: action.kind, key: action.key });
  }
}
