import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';
import type { ConsolePageName } from './pages/console-page.ts';
import { renderShell } from './render-shell.ts';

/** Where people log in: an OpenID Connect provider, as it describes itself. */
export interface Login {
  readonly issuer: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
}

export interface SignInFrame {
  readonly language: 'fr' | 'en';
  readonly organisation: string;
  readonly statusUrl: string;
  readonly page: ConsolePageName;
  readonly nonce: string;
  /** Null while the provider does not answer. */
  readonly login: Login | null;
}

/**
 * Write the console's page where people log in first. It holds nothing of what the console shows:
 * its script fetches that with the login's token.
 */
export const renderSignIn = (frame: SignInFrame, words: Words): string =>
  renderShell(
    {
      language: frame.language,
      organisation: frame.organisation,
      page: frame.page,
      nonce: frame.nonce,
      script: '/console-signed.js',
      data: frame.login === null ? {} : dataOf(frame.login),
      links: html`<a href="${frame.statusUrl}">${words('console.links.status')}</a>
<button type="button" id="sign-out" hidden>${words('console.signIn.out')}</button>`,
      noScript: words('console.signIn.noScript'),
      main: panel(frame.login !== null, words),
      asksName: false,
    },
    words,
  );

const dataOf = (login: Login): Readonly<Record<string, string>> => ({
  issuer: login.issuer,
  'client-id': login.clientId,
  'authorization-endpoint': login.authorizationEndpoint,
  'token-endpoint': login.tokenEndpoint,
});

/** The script keeps a copy of it, for when a login has run out. */
function panel(canSignIn: boolean, words: Words): Html {
  const sentences = (['ask', 'ended', 'refused', 'failed'] as const).map(
    (name) => html` data-${name}="${words(`console.signIn.${name}`)}"`,
  );
  const said = words(canSignIn ? 'console.signIn.ask' : 'console.signIn.unavailable');
  return html`<div class="in sign-in" id="sign-in"><h1>${words('console.title')}</h1>
<p role="status" id="sign-in-said"${sentences}>${said}</p>
${canSignIn && html`<p><button type="button" class="strong" id="sign-in-button">${words('console.signIn.button')}</button></p>`}</div>`;
}
