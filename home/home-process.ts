import type { PersonEvent } from '../core/incident/event.ts';
import type { HomeSpec } from './home-spec.ts';
import { inChild } from './rehearse/in-child.ts';
import { startHome } from './start-home.ts';

// Préau itself as a process of its own: a rehearsal can kill it and start it again, as a bad
// morning would. Tells its parent each journal entry; hears what the stage's people say.

inChild<HomeSpec>(async (spec, tell) => {
  const home = await startHome(spec);
  home.onEntry((entry) => tell({ kind: 'entry', entry }));
  tell({ kind: 'listening', consolePort: home.consolePort, head: home.engine.head()?.seq ?? 0 });
  return {
    stop: () => home.stop(),
    hear: (message) => {
      const { person } = message as { readonly person?: PersonEvent };
      if (person !== undefined) void home.engine.handle(person).catch(console.error);
    },
  };
});
