import type { Platform } from '../../core/platform.ts';

/** How an origin turns away those it has no room for. */
export type FullAnswer = 'quota-page' | 'plain';

export const STYLE_PATH = '/ent.css';
export const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}';

/** The login page. It holds the text that probes look for, within its first 5,120 bytes. */
export function loginPage(platform: Platform, message = ''): string {
  const { name, origin } = platform;
  return page(
    name,
    `<h1>${escaped(origin.expect)}</h1>
<p>${escaped(name)}</p>
${message && `<p role="alert">${escaped(message)}</p>`}
<form method="post" action="${escaped(origin.path)}">
<p><label>Identifiant <input name="identifiant" autocomplete="username"></label></p>
<p><label>Mot de passe <input name="motdepasse" type="password" autocomplete="current-password"></label></p>
<p><button>Se connecter</button></p>
</form>`,
  );
}

/**
 * What is said when nobody more gets in: the banner that the Île-de-France ENT showed on the day
 * (session time and number of users limited), or what a bare load balancer says.
 */
export function fullPage(platform: Platform, answer: FullAnswer): string {
  if (answer === 'plain') return 'Service Unavailable\n';
  return page(
    platform.name,
    `<h1>Quota de connexions atteint</h1>
<p>En raison d'un grand nombre de connexions simultanées, le quota d'utilisateurs de ce service est
atteint et la durée des sessions est limitée. Merci de réessayer dans quelques minutes.</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>${escaped(title)}</title>
<link rel="stylesheet" href="${STYLE_PATH}"></head>
<body>
${body}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<"]/g, (letter) => ENTITIES[letter] ?? letter);
}
