// The one-machine home's console: listens to its events, and gives commands with its own token.

import { rememberedName, resultOf, startPage } from './console-page.js';

const page = startPage(async (command) => {
  const by = { role: 'console', name: rememberedName() || 'console' };
  const response = await fetch('/commands', {
    method: 'POST',
    headers: {
      'accept-language': document.documentElement.lang,
      'content-type': 'application/json',
      'x-preau-token': document.body.dataset['token'] ?? '',
    },
    body: JSON.stringify({ ...command, by }),
  });
  return resultOf(response);
});

listen();

function listen() {
  const here = encodeURIComponent(location.pathname + location.search);
  const events = new EventSource(`/events?as=html&page=${here}`);
  events.addEventListener('now', (event) => page.show(JSON.parse(event.data).markup));
  events.addEventListener('error', () => {
    page.lose();
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}
