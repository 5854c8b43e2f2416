import { PreauError } from '../../core/errors.ts';
import { startChild } from './child.ts';
import type { SceneSpec, SceneTold } from './scene-spec.ts';
import type { Scene } from './set-scene.ts';

const SCENE = new URL('./scene-process.ts', import.meta.url);
const STOP_PATIENCE_MS = 1_000;

/**
 * Set the scene in a process of its own.
 *
 * @throws PreauError whatever kept it from being set, with its own code
 */
export async function openScene(spec: SceneSpec, signal: AbortSignal): Promise<Scene> {
  const told: SceneTold[] = [];
  const hear = (message: SceneTold): void => void told.push(message);
  const child = await startChild<SceneTold>(SCENE, spec, hear, { signal });
  await child.stop(STOP_PATIENCE_MS);
  for (const message of told) {
    if (message.kind === 'scene') return message.scene;
    if (message.kind === 'refused') {
      const { code, message: text, said } = message;
      throw new PreauError(code, text, { ...(said && { said }) });
    }
  }
  throw new PreauError('store-unavailable', 'the process that sets the scene said nothing');
}
