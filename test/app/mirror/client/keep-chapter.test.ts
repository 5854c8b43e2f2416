// Goal: a chapter that shows more than a device is asked to keep is kept with all its lessons, and says what is not.
// Method: the page's own code, with a browser's stores and answers as plain objects.
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

/** Its types are checked where it stands, with those of a browser. */
const CLIENT = new URL('../../../../app/mirror/client/', import.meta.url).href;
interface Keeping {
  readonly keepChapter: (what: object, tell: () => void) => Promise<void>;
}
interface Kept {
  readonly keptChapters: () => Promise<readonly object[]>;
}

/** A browser with one page that shows so many pictures. */
function aBrowser(pictures: number) {
  const stores = new Map<string, Map<string, Response>>();
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      put: async (address: string, answer: Response) => void store.set(address, answer),
      match: async (address: string) => store.get(address),
    };
  };
  const parts = Array.from({ length: pictures }, (_, n) => ({
    getAttribute: (name: string) => (name === 'src' ? `/p/${n}.png` : null),
  }));
  vi.stubGlobal('location', { origin: 'https://ent.example.fr' });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('caches', {
    open,
    delete: async (name: string) => stores.delete(name),
    keys: async () => [...stores.keys()],
  });
  vi.stubGlobal(
    'DOMParser',
    class {
      parseFromString() {
        return { querySelectorAll: () => parts };
      }
    },
  );
  vi.stubGlobal('fetch', async (address: string) => ({
    ok: true,
    redirected: false,
    url: `https://ent.example.fr${address}`,
    headers: new Headers({ 'content-type': address.endsWith('.html') ? 'text/html' : 'image/png' }),
    blob: async () => new Blob(['x']),
  }));
  return stores;
}

it.each([
  [10, 11, 0],
  [4_005, 4_000, 6],
])('%i pictures: %i files are kept, %i are told', async (pictures, files, left) => {
  const stores = aBrowser(pictures);
  const { keepChapter }: Keeping = await import(`${CLIENT}keep-chapter.js`);
  const { keptChapters }: Kept = await import(`${CLIENT}kept.js`);
  const home = new URL('https://ent.example.fr/_preau/');
  const what = { home, edition: 'e', chapter: 'c', pages: ['/a.html'], sizeBytes: 1, shell: [] };
  await keepChapter(what, () => undefined);
  expect(await keptChapters()).toMatchObject([{ chapter: 'c', left }]);
  // The marker is one more.
  expect(stores.get('preau-chapter-e-c')?.size).toBe(files + 1);
});
