// The parts of undici that a crawl needs, by their own files: its entry loads `fetch`, caches, web
// sockets and mocks besides, which took 13 MiB of a build's memory. `undici` has their types.

declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  export default Agent;
}

declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici';
  export default buildConnector;
}

declare module 'undici/lib/core/errors.js' {
  import { errors } from 'undici';
  export default errors;
}
