import { randomBytes } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Engine } from '../../app/engine.ts';
import type { Clock } from '../../app/ports.ts';
import { type NowExtras, nowView } from '../../app/views/now-view.ts';
import { obeyCommand } from '../../app/views/obey-command.ts';
import { mayOf } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import type { Rounds } from '../../app/watch/rounds.ts';
import type { State } from '../../core/incident/state.ts';
import { answerCommand, refused } from '../../web/console/answer-command.ts';
import type { KnownPerson } from '../../web/console/known-person.ts';
import type { ConsolePageName } from '../../web/console/pages/console-page.ts';
import { answerData, DATA_PATH } from '../../web/console/data/answer-data.ts';
import type { ConsoleSources, Ground } from '../../web/console/pages/console-sources.ts';
import { findPage, lacksSlash } from '../../web/console/pages/find-page.ts';
import { type Main, type MainAsk, renderMain } from '../../web/console/render-main.ts';
import { consolePolicy } from '../../web/console/render-shell.ts';
import { type Login, renderSignIn } from '../../web/console/render-sign-in.ts';
import { type Answer, HTML, json, plain } from '../../web/http/answer.ts';
import { askedLanguage } from '../../web/http/asked-language.ts';
import type { PageRequest } from '../../web/http/page-request.ts';
import { html } from '../../web/markup/html.ts';
import type { Ready } from '../deployment.ts';
import { answerHttp } from '../http/answer-http.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import type { LedgerPicture } from './read-ledger.ts';
import { type Audience, readPerson } from './read-person.ts';

export interface ConsoleNeeds extends Pick<NowExtras, 'render'> {
  readonly audience: Audience;
  readonly login: () => Promise<Login | null>;
  readonly openEngine: () => Promise<Engine>;
  readonly turns: NonNullable<NowExtras['turns']>;
  readonly rounds: Pick<Rounds, 'lastEnd'>;
  readonly ledger: (state: State) => Promise<LedgerPicture>;
  /** What the console's pages read beside the view, and beside what it is made of. */
  readonly sources: Omit<ConsoleSources, 'ground'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly deployment: Pick<Ready, 'config' | 'policy' | 'words' | 'speak'>;
  /** The page's scripts by their addresses. */
  readonly scripts: ReadonlyMap<string, Answer>;
}

/**
 * The console behind a login. Its page and scripts are for everybody, and say nothing; what is now,
 * and commands, are for those whose token the API's authorizer found valid. Every act is journalled
 * with the role and the name of that token, whatever the command says of itself.
 */
export function createHandler(needs: ConsoleNeeds) {
  const later: Answer = {
    ...plain(503, 'a store does not answer: try again'),
    headers: { 'retry-after': '5' },
  };
  return middy<unknown, APIGatewayProxyStructuredResultV2>()
    .use(standard('console'))
    .handler(
      answerHttp({
        later,
        answer: async (request, claims) => {
          const { pathname } = request.url;
          const script = needs.scripts.get(pathname);
          if (script !== undefined) return isReading(request) ? script : ONLY_GET;
          const found = findPage(pathname);
          if (found !== null)
            return isReading(request) ? signInPage(needs, found.page.name) : ONLY_GET;
          if (lacksSlash(pathname)) return redirect(`${pathname}/`);
          const person = readPerson(claims, needs.audience, needs.clock.now());
          return answerPerson(needs, request, person);
        },
      }),
    );
}

const isReading = ({ method }: PageRequest): boolean => method === 'GET' || method === 'HEAD';

const ONLY_GET: Answer = { ...plain(405, 'only GET here'), headers: { allow: 'GET, HEAD' } };

const redirect = (location: string): Answer => ({ ...plain(302, ''), headers: { location } });

/** It says nothing of what the page shows, not even whether there is such a page. */
async function signInPage(
  { login, deployment }: ConsoleNeeds,
  page: ConsolePageName,
): Promise<Answer> {
  const { config, words } = deployment;
  const nonce = randomBytes(16).toString('base64');
  const found = await login();
  const frame = {
    language: config.organisation.language,
    organisation: config.organisation.name,
    statusUrl: config.pages.url,
    page,
    nonce,
    login: found,
  };
  return {
    status: found === null ? 503 : 200,
    type: HTML,
    body: renderSignIn(frame, words),
    policy: consolePolicy(nonce, found === null ? [] : [new URL(found.tokenEndpoint).origin]),
  };
}

async function answerPerson(
  needs: ConsoleNeeds,
  request: PageRequest,
  person: KnownPerson | null,
): Promise<Answer> {
  const { pathname } = request.url;
  const isData = pathname.startsWith(DATA_PATH);
  if (!isData && !['/now', '/now.json', '/commands'].includes(pathname))
    return plain(404, 'not found');
  const said = needs.deployment.speak(askedLanguage(request.acceptLanguage));
  if (person === null)
    return {
      ...refused(401, said.words('console.refusal.noLogin')),
      headers: { 'www-authenticate': 'Bearer' },
    };
  if (pathname === '/commands') return obey(needs, request, person);
  if (!isReading(request)) return ONLY_GET;
  const ground = await groundOf(needs);
  const sources = { ...needs.sources, ground: () => ground };
  if (isData) return answerData(request.url, sources, said.words);
  const view = nowView(ground.state, ground.policy, ground.extras);
  return pathname === '/now.json'
    ? json(200, view)
    : answerMain(needs, request, { view, sources, may: mayOf(person.role) }, person);
}

async function obey(
  needs: ConsoleNeeds,
  request: PageRequest,
  person: KnownPerson,
): Promise<Answer> {
  const { policy, speak } = needs.deployment;
  return answerCommand(request, {
    speak,
    author: person,
    may: mayOf(person.role),
    onFailure: logFailure,
    command: async (command, said) =>
      obeyCommand(await needs.openEngine(), command, needs.clock.now(), policy, said),
  });
}

async function groundOf(needs: ConsoleNeeds): Promise<Ground> {
  const { clock, render, turns } = needs;
  const { config, policy, words } = needs.deployment;
  const [engine, observedAt] = await Promise.all([needs.openEngine(), needs.rounds.lastEnd()]);
  const state = engine.state();
  const { counts, missed, answered } = await needs.ledger(state);
  const extras: NowExtras = {
    now: clock.now(),
    pace: 1,
    rehearsal: false,
    language: config.organisation.language,
    words,
    render,
    observedAt,
    deliveries: (notice) => counts.get(notice) ?? null,
    missed: (notice) => missed.get(notice) ?? [],
    answered: (notice) => answered.get(notice) ?? null,
    turns,
  };
  return { state, policy, extras };
}

/** The contents of the page that the login's script shows, by the address that it has in the browser. */
async function answerMain(
  { deployment: { words } }: ConsoleNeeds,
  { url }: PageRequest,
  asked: Omit<MainAsk, 'words'>,
  person: KnownPerson,
): Promise<Answer> {
  const found = findPage(url.searchParams.get('page') ?? '/');
  const main = await renderMain(found, { ...asked, words });
  return { status: main.found ? 200 : 404, type: HTML, body: fragment(main, words, person) };
}

function fragment({ html: main }: Main, words: Words, person: KnownPerson): string {
  const who = words('console.signIn.as', {
    name: person.name,
    role: words(`console.person.${person.role}`),
  });
  return html`<p class="in soft small who" id="who">${who}</p>
${main}`.markup;
}
