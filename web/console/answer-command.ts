import type { IncomingMessage } from 'node:http';
import type { CommandResult, PersonCommand } from '../../app/views/person-command.ts';
import type { Words } from '../../app/views/words.ts';
import { PreauError } from '../../core/errors.ts';
import { type Answer, json, plain } from '../http/answer.ts';
import { isOwnCommand, isOwnCommandLine } from '../http/guard.ts';
import { readBody } from '../http/read-body.ts';
import { parseCommand } from './parse-command.ts';

export interface CommandRoute {
  readonly command: (command: PersonCommand) => Promise<CommandResult>;
  readonly token: string;
  /** What the command line carries instead. @default none: only the page may act */
  readonly cliToken?: string;
  readonly words: Words;
}

/**
 * Take one command from the console or the command line: 200 done, 409 refused with its reason, 400
 * malformed, 403 when it comes from neither.
 */
export async function answerCommand(
  request: IncomingMessage,
  route: CommandRoute,
): Promise<Answer> {
  if (request.method !== 'POST') {
    return { ...plain(405, 'only POST here'), headers: { allow: 'POST' } };
  }
  if (!isOwnCommand(request, route.token) && !isOwnCommandLine(request, route.cliToken)) {
    return refused(403, route.words('console.refusal.forbidden'));
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refused(415, 'expected application/json');
  }
  try {
    const result = await route.command(parseCommand(await readBody(request)));
    return json(result.kind === 'done' ? 200 : 409, result);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    if (error.code !== 'request-malformed') return refused(409, error.message);
    return refused(400, route.words('console.refusal.malformed', { what: error.message }));
  }
}

const refused = (status: number, reason: string): Answer =>
  json(status, { kind: 'refused', reason } satisfies CommandResult);
