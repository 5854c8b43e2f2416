import { openFaces } from '../../test/web/fixtures/open-faces.ts';
import { morningView } from '../../test/web/fixtures/faces.ts';
import { morningSources } from '../../test/web/fixtures/ground.ts';
import { epochMs } from '../../core/units.ts';

// The home's own server of pages in a process of its own, for the bench `pages`: it shows the morning,
// and something new as often as its one argument says, in milliseconds (0: never). Ends with its parent.

const everyMs = Number(process.argv[2] ?? 0);
const faces = await openFaces({ sources: morningSources() });
const view = morningView();
let changes = 0;
if (everyMs > 0)
  setInterval(() => {
    changes += 1;
    // As a round of probes changes it: the hour, and what one platform is found to do.
    const at = epochMs(view.at + changes * everyMs);
    const platforms = view.platforms.map((one, index) =>
      index === changes % view.platforms.length
        ? { ...one, lookWord: `${one.lookWord} (${changes})` }
        : one,
    );
    faces.show({ ...view, at, platforms });
  }, everyMs);
process.once('disconnect', () => process.exit());
process.send?.({ port: faces.port });
