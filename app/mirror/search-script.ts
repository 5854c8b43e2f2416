/**
 * The search of the list of lessons: one small script that the mirror works without. It adds its
 * own field, so that a page without script shows none, and writes text only, never HTML.
 */
export const SEARCH_SCRIPT = `(() => {
  const box = document.querySelector('.preau-recherche');
  if (!box) return;
  const fold = (text) => text.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').toLowerCase();
  const label = document.createElement('label');
  const field = document.createElement('input');
  const list = document.createElement('ul');
  label.textContent = box.dataset.label + ' ';
  field.type = 'search';
  list.className = 'preau-lecons';
  list.setAttribute('aria-live', 'polite');
  label.append(field);
  box.append(label, list);
  let index = null;
  const load = () => (index ??= fetch(box.dataset.index).then((answer) => answer.json()).then(
    (lessons) => lessons.map((lesson) => ({ ...lesson, head: fold(lesson.title), body: fold(lesson.text) })),
  ));
  const show = async () => {
    const words = fold(field.value).split(/\\s+/).filter(Boolean);
    if (words.length === 0) return list.replaceChildren();
    const lessons = await load();
    const rank = (lesson) => words.filter((word) => lesson.head.includes(word)).length;
    const found = lessons
      .filter((lesson) => words.every((word) => lesson.head.includes(word) || lesson.body.includes(word)))
      .sort((a, b) => rank(b) - rank(a))
      .slice(0, 30);
    list.replaceChildren(...(found.length > 0 ? found.map(link) : [item(box.dataset.none)]));
  };
  const item = (content) => {
    const line = document.createElement('li');
    line.append(content);
    return line;
  };
  const link = (lesson) => {
    const anchor = document.createElement('a');
    anchor.href = box.dataset.root + lesson.path.split('/').map(encodeURIComponent).join('/');
    anchor.textContent = lesson.title;
    return item(anchor);
  };
  field.addEventListener('input', show);
})();
`;
