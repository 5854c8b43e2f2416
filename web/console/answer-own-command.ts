import type { IncomingMessage } from 'node:http';
import type { Answer } from '../http/answer.ts';
import { askedLanguage } from '../http/asked-language.ts';
import { isOwnCommand, isOwnCommandLine } from '../http/guard.ts';
import { readBody } from '../http/read-body.ts';
import { answerCommand, type CommandRoute, refused } from './answer-command.ts';

export interface OwnCommandRoute extends CommandRoute {
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
  return answerCommand({ method, url, contentType, acceptLanguage, body }, route);
}
