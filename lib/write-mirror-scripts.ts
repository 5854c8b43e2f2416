import { writeFileSync } from 'node:fs';
import { mirrorScripts } from './mirror-scripts.ts';

// `npm run mirror-scripts`: after a change in app/mirror/client or in what it imports.
const lines = Object.entries(mirrorScripts()).map(
  ([name, text]) => `  ${name}:\n    ${JSON.stringify(text)},`,
);
writeFileSync(
  new URL('../app/mirror/own-scripts.ts', import.meta.url),
  `/** Made by \`npm run mirror-scripts\` from \`client/\`: change it there. With @orama/stemmers (Apache-2.0). */\nexport const OWN_SCRIPTS = {\n${lines.join('\n')}\n} as const;\n`,
);
