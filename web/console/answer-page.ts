import { randomBytes } from 'node:crypto';
import type { NowView } from '../../app/views/now-view.ts';
import { mayOf } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import { type Answer, HTML } from '../http/answer.ts';
import { findPage } from './pages/find-page.ts';
import type { ConsoleSources } from './pages/console-sources.ts';
import type { Look } from './live-events.ts';
import type { Sit } from './tell-pictures.ts';
import type { OwnAccess } from './own-access.ts';
import { renderConsole } from './render-console.ts';
import { type MainAsk, renderMain } from './render-main.ts';
import { consolePolicy } from './render-shell.ts';

export interface OwnConsole {
  readonly view: () => NowView;
  readonly words: Words;
  readonly sources: ConsoleSources;
  readonly access: OwnAccess;
  readonly token: string;
  readonly hasInbox: boolean;
}

/**
 * Answer with a page of the one-machine home's console.
 *
 * @param address path and query; 404 where no page has it
 */
export async function answerPage(address: string, own: OwnConsole): Promise<Answer> {
  const found = findPage(address);
  const asked = askOf(own);
  const main = await renderMain(found, asked);
  const nonce = randomBytes(16).toString('base64');
  const { token, hasInbox, access } = own;
  const page = main.found ? (found?.page.name ?? null) : null;
  const frame = { nonce, token, hasInbox, page, main: main.html, person: access.author ?? null };
  return {
    status: main.found ? 200 : 404,
    type: HTML,
    body: renderConsole(asked.view, own.words, frame),
    policy: consolePolicy(nonce),
  };
}

/**
 * What pages that listen are told: each its own contents, or the view as data where it is no page. The
 * view is worded once for all that are painted of it.
 */
export const paintPages =
  (own: Omit<OwnConsole, 'token' | 'hasInbox' | 'access'>): Sit<Look> =>
  () => {
    let taken: NowView | null = null;
    const view = () => (taken ??= own.view());
    return async ({ address, role }) => {
      const asked = askOf({ ...own, view, access: { role } });
      if (address === null) return { kind: 'data', json: JSON.stringify(asked.view) };
      const main = await renderMain(findPage(address), asked);
      return { kind: 'page', markup: main.html.markup };
    };
  };

const askOf = ({
  view,
  words,
  sources,
  access,
}: Omit<OwnConsole, 'token' | 'hasInbox'>): MainAsk => ({
  view: view(),
  words,
  sources,
  may: mayOf(access.role),
});
