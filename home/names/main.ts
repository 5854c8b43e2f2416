import { readFile } from 'node:fs/promises';
import { boundLog } from './bound-log.ts';
import { goOnAfterFaults } from './last-guard.ts';
import { isLiving, NAMES_VERSION, readNamesFile, writeNamesFile } from './names-file.ts';
import { readNamesSpec } from './names-spec.ts';
import { refusalLine } from './refusal-line.ts';
import { specDigest } from './spec-digest.ts';
import { startNames } from './start-names.ts';

// The name server as a process of its own: `node home/names/main.ts SPEC.json`. It outlives the
// rest of Préau (P2), keeps its priority, and stops on SIGTERM or when the control API says so.

const spec = readNamesSpec(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));
const other = await readNamesFile(spec.dataFolder);
if (other && (await isLiving(other))) {
  throw new Error(`A name server, process ${other.pid}, already runs on ${spec.dataFolder}.`);
}
const starting = startNames(spec).catch((error: unknown) => {
  const line = refusalLine(error);
  if (line !== null) console.error(line);
  throw error;
});
const { dnsPort, controlPort, token, stop, stopped } = await starting;
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
await writeNamesFile(spec.dataFolder, {
  version: NAMES_VERSION,
  pid: process.pid,
  dnsPort,
  controlPort,
  token,
  spec: specDigest(spec),
});
// From here on it answers, whatever happens; what kept it from starting has ended it before.
goOnAfterFaults(process, (line) => console.error(line));
boundLog();
await stopped;
