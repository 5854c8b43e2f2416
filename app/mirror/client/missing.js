// The page for an address that is not in the copy: a search filled in with what was asked.

const box = document.querySelector('.preau-recherche');
if (box instanceof HTMLElement) {
  const words = JSON.parse(box.dataset['words'] ?? '{}');
  const field = document.createElement('input');
  field.type = 'search';
  field.value = wordsOf(location.pathname);
  const label = document.createElement('label');
  label.append(words.search, field);
  const link = document.createElement('a');
  link.className = 'preau-bouton';
  link.textContent = words.go;
  const list = box.dataset['list'] ?? '';
  const point = () => {
    link.href = `${list}#${new URLSearchParams({ q: field.value })}`;
  };
  field.addEventListener('input', point);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') link.click();
  });
  point();
  box.append(label, link);
  const course = courseOf(location.pathname, JSON.parse(box.dataset['courses'] ?? '[]'));
  if (course !== null) {
    const about = document.createElement('p');
    const first = document.createElement('a');
    first.href = course[2];
    first.textContent = course[1];
    about.append(`${box.dataset['course'] ?? ''} `, first);
    box.before(about);
  }
}

/**
 * The course whose folder an address stands in: the nearest.
 *
 * @param {string} path
 * @param {[folder: string, title: string, firstLesson: string][]} courses
 */
function courseOf(path, courses) {
  let asked = path;
  try {
    asked = decodeURIComponent(path).normalize('NFC');
  } catch {
    return null;
  }
  const around = courses.filter(([folder]) => asked.startsWith(folder));
  return around.sort((a, b) => b[0].length - a[0].length)[0] ?? null;
}

/**
 * The words of an address: its last parts, without endings, numbers and the names of programs.
 *
 * @param {string} path
 */
function wordsOf(path) {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // Not UTF-8: what it says is not known.
    return '';
  }
  const parts = text
    .split('/')
    .filter((part) => part !== '' && !/\.(php|aspx?|jsp|do)$/i.test(part));
  return parts
    .slice(-2)
    .join(' ')
    .replace(/\.[a-z0-9]{1,5}\b/gi, ' ')
    .replace(/[^\p{L}\p{M}’']+/gu, ' ')
    .trim()
    .slice(0, 80);
}
