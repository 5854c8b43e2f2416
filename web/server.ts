import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HealthPicture } from '../app/health/health-picture.ts';
import type { NowView } from '../app/views/now-view.ts';
import type { CommandResult, PersonCommand } from '../app/views/person-command.ts';
import type { WordsIn } from '../app/views/words.ts';
import type { Acknowledging } from './acknowledge/acknowledge-page.ts';
import { admitRequest } from './admit-request.ts';
import { answerRequest, type Routes } from './answer-request.ts';
import { liveEvents } from './console/live-events.ts';
import { paintPages } from './console/answer-page.ts';
import type { ConsoleSources } from './console/pages/console-sources.ts';
import { type OwnAccess, ownAccess, type TrustedLogin } from './console/own-access.ts';
import { plain, send } from './http/answer.ts';
import { isKnownHost } from './http/guard.ts';
import { DOORS } from './http/limits/doors.ts';
import { createLimiter, type Limiter } from './http/limits/limiter.ts';
import { keepRoom, PATIENCE } from './http/keep-room.ts';
import { listen } from './http/listen.ts';
import { readAddress } from './http/read-address.ts';
import type { InboxSource } from './inbox/inbox-source.ts';
import type { OptOuts } from './opt-out/opt-out-page.ts';
import type { SmsReceipts } from './receipts/answer-gateway.ts';
import type { PushDoor } from './subscriptions/answer-push.ts';
import { speaker } from '../app/views/speaker.ts';
import { readWords } from './words.ts';

export interface FacesOptions {
  /** Where to listen; a loopback address unless the operator has put a login before it. */
  readonly address: string;
  /** The port wanted; 0 lets the system choose. */
  readonly port: number;
  /** Names under which the pages are reached besides localhost, lower case. @default none */
  readonly names?: readonly string[];
  /** A login that stands before the console. @default none */
  readonly login?: TrustedLogin;
  /** How much each open door lets through. @default DOORS */
  readonly limiter?: Limiter;
  readonly view: () => NowView;
  /** How the home itself does: `/healthz` and `/metrics`. */
  readonly health: () => Promise<HealthPicture>;
  /** What the console's pages read beside it. @default nothing */
  readonly sources?: ConsoleSources;
  /** Calls the listener on every change. @returns how to stop it */
  readonly subscribe: (listener: () => void) => () => void;
  /** @param said what a refusal is worded in: the person's own language, where they said one */
  readonly command: (command: PersonCommand, said: WordsIn) => Promise<CommandResult>;
  /** Where the status page is published. */
  readonly statusFolder: string;
  /** Null where messages really leave. */
  readonly inbox: InboxSource | null;
  /** Gateways that tell what became of an SMS: `/receipts/`. @default none is heard */
  readonly receipts?: ReadonlyMap<string, SmsReceipts>;
  /** By which contacts leave: `/stop/`. */
  readonly optOuts: OptOuts;
  /** By which readers say that a message was read: `/vu/`. */
  readonly acknowledging: Acknowledging;
  /** Where browsers subscribe: `/abonnement/`. @default nobody does */
  readonly push?: PushDoor;
  /** A secret of this start, at least 16 characters: the console's page alone carries it. */
  readonly token: string;
  /** A secret of this start for the command line, which has no page. @default none is let in */
  readonly cliToken?: string;
  readonly language: 'fr' | 'en';
  /** Told of what should never happen, so that a bug is loud. @default standard error */
  readonly onBug?: (error: unknown) => void;
}

export interface Faces {
  /** The port taken, which may not be the one wanted. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Connections at once: listeners, and the short requests beside them. */
const MOST_CONNECTIONS = 400;

/**
 * Open the three pages of the home: the console at `/`, the status page at `/etat/`, the inbox at
 * `/courrier/`. Reading is free for whoever reaches the address; acting takes the console's own
 * page, or the command line's token. Nothing acts on GET.
 *
 * @throws PreauError `port-in-use` when `port` and the twenty after it are taken
 */
export async function startFaces(options: FacesOptions): Promise<Faces> {
  const { language } = options;
  const speak = speaker(language, readWords);
  const { words } = speak(null);
  const { view, sources = {}, onBug = console.error } = options;
  const live = liveEvents(paintPages({ view, words, sources }), onBug);
  const limiter = options.limiter ?? createLimiter(DOORS, () => performance.now());
  const routes = { ...options, words, speak, live, limiter };
  const server = createServer(
    { ...PATIENCE, maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 15_000 },
    (request, response) => void handle(request, response, routes, options),
  );
  keepRoom(server, MOST_CONNECTIONS);
  server.maxHeadersCount = 64;
  const port = await listen(server, options.address, options.port);
  const unsubscribe = options.subscribe(() => live.changed());
  return {
    port,
    async stop() {
      unsubscribe();
      live.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Comes in by the command line alone, which asks for no page. */
const NOBODY: OwnAccess = { role: 'viewer' };

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Omit<Routes, 'access'> & { readonly limiter: Limiter },
  { names = [], onBug = console.error }: FacesOptions,
): Promise<void> {
  const headOnly = request.method === 'HEAD';
  try {
    if (!isKnownHost(request.headers.host, names)) {
      send(response, plain(421, 'unknown host: use localhost'), headOnly);
      return;
    }
    const url = readAddress(request.url);
    if (url === null) return send(response, plain(400, 'malformed address'), headOnly);
    const access = ownAccess(request, routes.login, isLoopback(routes.address));
    const refusal = admitRequest(request, url, access, routes);
    if (refusal !== null) {
      request.resume();
      return send(response, refusal, headOnly);
    }
    const answer = await answerRequest(request, response, url, {
      ...routes,
      access: access ?? NOBODY,
    });
    if (answer !== null) send(response, answer, headOnly);
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    onBug(error);
    if (!response.headersSent) send(response, plain(500, 'internal error'), headOnly);
    else response.destroy();
  }
}
