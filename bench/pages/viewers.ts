import { Agent, get } from 'node:http';

// Viewers of the console in a process of their own, for the bench `pages`: arguments are the port and how
// many. Four of five look at Now, the others at the other pages. Tells its parent what they were shown.

const OTHERS = ['/incidents/', '/platforms/', '/mirrors/', '/rules/'];

const [port = 0, count = 0] = process.argv.slice(2).map(Number);
const shown = { open: 0, pictures: 0, bytes: 0, refused: 0 };
const agent = new Agent({ keepAlive: false });

function look(viewer: number): void {
  const page = viewer % 5 === 0 ? (OTHERS[(viewer / 5) % OTHERS.length] ?? '/') : '/';
  const path = `/events?as=html&page=${encodeURIComponent(page)}`;
  const request = get({ host: '127.0.0.1', port, path, agent, headers: { host: 'localhost' } });
  request.on('response', (response) => {
    if (response.statusCode !== 200) {
      shown.refused += 1;
      response.resume();
      return;
    }
    shown.open += 1;
    response.on('data', (chunk: Buffer) => {
      shown.bytes += chunk.byteLength;
      // One event begins with its name, which no markup holds at the beginning of a line.
      if (chunk.includes('event: now\n')) shown.pictures += 1;
    });
    response.on('error', () => process.exit(1));
  });
  request.on('error', () => process.exit(1));
}

for (let viewer = 0; viewer < count; viewer += 1) look(viewer);
process.on('message', () => process.send?.(shown));
process.once('disconnect', () => process.exit());
process.send?.({ started: true });
