import type { IncomingMessage } from 'node:http';
import { mayOf } from '../../app/views/role.ts';
import type { Answer } from '../http/answer.ts';
import { askedLanguage } from '../http/asked-language.ts';
import { isOwnCommand, isOwnCommandLine } from '../http/guard.ts';
import { readBody } from '../http/read-body.ts';
import { answerCommand, type CommandRoute, refused } from './answer-command.ts';
import type { OwnAccess } from './own-access.ts';

/** Whoever reads the data folder's token is its owner. */
const COMMAND_LINE: OwnAccess = { role: 'administrator' };

export interface OwnCommandRoute extends Omit<CommandRoute, 'may' | 'author'> {
  readonly access: OwnAccess;
  readonly token: string;
  /** What the command line carries instead. @default none: only the page may act */
  readonly cliToken?: string;
}

/**
 * Take one command from the one-machine home's own console or command line: 403 when it comes from
 * neither, else as {@link answerCommand}.
 */
export async function answerOwnCommand(
  request: IncomingMessage,
  url: URL,
  route: OwnCommandRoute,
): Promise<Answer> {
  const { method = '', headers } = request;
  const isOwn = isOwnCommand(request, route.token) || isOwnCommandLine(request, route.cliToken);
  const acceptLanguage = headers['accept-language'] ?? '';
  if (method === 'POST' && !isOwn) {
    const { words } = route.speak(askedLanguage(acceptLanguage));
    return refused(403, words('console.refusal.forbidden'));
  }
  const contentType = headers['content-type'] ?? '';
  const body = () => readBody(request);
  const { role, author } = isOwnCommandLine(request, route.cliToken) ? COMMAND_LINE : route.access;
  return answerCommand(
    { method, url, contentType, acceptLanguage, body },
    { ...route, may: mayOf(role), ...(author && { author }) },
  );
}
