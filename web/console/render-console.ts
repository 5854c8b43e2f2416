import type { NowView } from '../../app/views/now-view.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';
import type { KnownPerson } from './known-person.ts';
import type { ConsolePageName } from './pages/console-page.ts';
import { renderShell } from './render-shell.ts';

/** What one answer of the server adds to the view. */
export interface ConsoleFrame {
  /** Fresh for every answer: only markup that carries it may style or run. */
  readonly nonce: string;
  /** Sent back by every command, so that no other site can give one. */
  readonly token: string;
  readonly hasInbox: boolean;
  /** Null for an address of no page. */
  readonly page: ConsolePageName | null;
  readonly main: Html;
  /** Who a login says that asks. @default nobody is logged in */
  readonly person?: KnownPerson | null;
}

/** Write the one-machine home's console around one of its pages; readable without script. */
export const renderConsole = (view: NowView, words: Words, frame: ConsoleFrame): string =>
  renderShell(
    {
      language: view.language,
      organisation: view.organisation,
      page: frame.page,
      nonce: frame.nonce,
      script: '/console.js',
      data: { token: frame.token },
      links: faceLinks(words, frame),
      noScript: words('console.noScript'),
      main: frame.main,
      asksName: !frame.person,
    },
    words,
  );

function faceLinks(words: Words, { hasInbox, person }: ConsoleFrame): Html {
  return html`${!!person && html`<span class="small" id="who">${words('console.signIn.as', { name: person.name, role: words(`console.person.${person.role}`) })}</span>`}
<a href="/etat/">${words('console.links.status')}</a>
${hasInbox && html`<a href="/courrier/">${words('console.links.inbox')}</a>`}
<a href="/now.json">${words('console.links.json')}</a>`;
}
