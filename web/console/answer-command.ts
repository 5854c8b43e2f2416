import type { CommandResult, PersonCommand } from '../../app/views/person-command.ts';
import { leastRole, type May } from '../../app/views/role.ts';
import type { Words, WordsIn } from '../../app/views/words.ts';
import { PreauError } from '../../core/errors.ts';
import type { Person } from '../../core/incident/event.ts';
import { type Answer, json, plain } from '../http/answer.ts';
import { askedLanguage } from '../http/asked-language.ts';
import type { PageRequest } from '../http/page-request.ts';
import type { Speaker } from '../../app/views/speaker.ts';
import { parseCommand } from './parse-command.ts';

export interface CommandRoute {
  /** @param said what a refusal is worded in */
  readonly command: (command: PersonCommand, said: WordsIn) => Promise<CommandResult>;
  /** Who gives it, where a login says so. @default whom the command names */
  readonly author?: Person;
  /** What they may do. @default everything */
  readonly may?: May;
  readonly speak: Speaker;
  /** Told when a store does not answer. @default nobody */
  readonly onFailure?: (error: PreauError) => void;
}

/**
 * Take one command of somebody who may give it: 200 done, 409 refused with its reason, 400
 * malformed, 403 when their role does not go so far, 503 when a store does not answer and nothing was written down. Refusals are worded in
 * the language that the request asks for.
 */
export async function answerCommand(request: PageRequest, route: CommandRoute): Promise<Answer> {
  if (request.method !== 'POST') {
    return { ...plain(405, 'only POST here'), headers: { allow: 'POST' } };
  }
  if (!/^application\/json\b/i.test(request.contentType)) {
    return refused(415, 'expected application/json');
  }
  const said = route.speak(askedLanguage(request.acceptLanguage));
  try {
    const command = parseCommand(await request.body(), route.author);
    if (route.may?.(command.kind) === false) return forbidden(command.kind, route.may, said.words);
    const result = await route.command(command, said);
    return json(result.kind === 'done' ? 200 : 409, result);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    if (error.retryable) {
      route.onFailure?.(error);
      return refused(503, said.words('console.refusal.later'));
    }
    if (error.code !== 'request-malformed') return refused(409, error.message);
    return refused(400, said.words('console.refusal.malformed', { what: error.message }));
  }
}

/** A viewer is told that they only read; who acts, whom this one act takes. */
function forbidden(kind: PersonCommand['kind'], may: May, words: Words): Answer {
  if (!may('hold-notice')) return refused(403, words('console.refusal.readOnly'));
  const role = words(`console.person.${leastRole(kind)}`);
  return refused(403, words('console.refusal.role', { role }));
}

/** A refusal as the console's page reads it. */
export const refused = (status: number, reason: string): Answer =>
  json(status, { kind: 'refused', reason } satisfies CommandResult);
