import { PreauError } from '../../core/errors.ts';
import { inChild } from './in-child.ts';
import type { SceneSpec } from './scene-spec.ts';
import { setScene } from './set-scene.ts';

// Setting the scene reads seven thousand schools and writes a hundred pages: in a process of its
// own, whose memory goes back to the machine before the morning begins.

inChild<SceneSpec>(async ({ config, folder, run, start }, tell) => {
  try {
    tell({ kind: 'scene', scene: await setScene(config, folder, run, start) });
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    const { code, message, said } = error;
    tell({ kind: 'refused', code, message, said });
  }
  return { stop: async () => undefined };
});
