import type { CommandResult, PersonCommand } from '../../app/views/person-command.ts';
import type { Words } from '../../app/views/words.ts';
import { PreauError } from '../../core/errors.ts';
import type { Person } from '../../core/incident/event.ts';
import { type Answer, json, plain } from '../http/answer.ts';
import type { PageRequest } from '../http/page-request.ts';
import { parseCommand } from './parse-command.ts';

export interface CommandRoute {
  readonly command: (command: PersonCommand) => Promise<CommandResult>;
  /** Who gives it, where a login says so. @default whom the command names */
  readonly author?: Person;
  readonly words: Words;
  /** Told when a store does not answer. @default nobody */
  readonly onFailure?: (error: PreauError) => void;
}

/**
 * Take one command of somebody who may give it: 200 done, 409 refused with its reason, 400
 * malformed, 503 when a store does not answer and nothing was written down.
 */
export async function answerCommand(request: PageRequest, route: CommandRoute): Promise<Answer> {
  if (request.method !== 'POST') {
    return { ...plain(405, 'only POST here'), headers: { allow: 'POST' } };
  }
  if (!/^application\/json\b/i.test(request.contentType)) {
    return refused(415, 'expected application/json');
  }
  try {
    const command = parseCommand(await request.body(), route.author);
    const result = await route.command(command);
    return json(result.kind === 'done' ? 200 : 409, result);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    if (error.retryable) {
      route.onFailure?.(error);
      return refused(503, route.words('console.refusal.later'));
    }
    if (error.code !== 'request-malformed') return refused(409, error.message);
    return refused(400, route.words('console.refusal.malformed', { what: error.message }));
  }
}

/** A refusal as the console's page reads it. */
export const refused = (status: number, reason: string): Answer =>
  json(status, { kind: 'refused', reason } satisfies CommandResult);
