import { access, constants, stat } from 'node:fs/promises';

export interface FoundChromium {
  readonly path: string;
  /** What it wants to be started with. */
  readonly args: readonly string[];
}

/** Where systems put a browser of Chromium's family. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to look with: the system's, else on Linux with Intel's processors the one that comes as a package,
 * which unpacks itself into the temporary folder.
 *
 * @param named by a person, in `CHROMIUM`: no other is looked for then
 * @returns null where there is none
 */
export async function findChromium(named: string | undefined): Promise<FoundChromium | null> {
  for (const path of named === undefined ? PLACES : [named])
    if (await isProgram(path)) return { path, args: [] };
  if (named !== undefined || process.platform !== 'linux' || process.arch !== 'x64') return null;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const path = await packed.executablePath();
    return (await isOurs(path)) ? { path, args: packed.args } : null;
  } catch {
    return null;
  }
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** It unpacks into a folder where all may write: what another user put there first is not run. */
async function isOurs(path: string): Promise<boolean> {
  const { uid, mode } = await stat(path);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
