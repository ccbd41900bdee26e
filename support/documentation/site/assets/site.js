// @ts-check
// Runs in the reader's browser, as a classic script: pages opened from a file have no modules. Nothing here makes HTML.

(() => {
  /**
   * @typedef {{ words: string, claims: string[], tags: string[], verdicts: Record<string, string> }} Entry
   * @typedef {{ q: string, claim: string, tag: string, run: string, verdict: string }} Filter
   */

  openTarget();
  addEventListener('hashchange', openTarget);
  const form = document.getElementById('filters');
  if (form instanceof HTMLFormElement) searchAndFilter(form);

  /** A reader who follows a link to a scenario wants to see what is in it. */
  function openTarget() {
    const target = document.getElementById(anchor());
    if (!target?.classList.contains('scenario')) return;
    for (const one of target.querySelectorAll(':scope > details')) one.setAttribute('open', '');
    target.scrollIntoView();
  }

  function anchor() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return '';
    }
  }

  /** @param {HTMLFormElement} form */
  function searchAndFilter(form) {
    /** @type {Entry[]} */
    const entries = /** @type {any} */ (globalThis).trainEncryptScenarios;
    const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.rows > li')]);
    const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.group')]);
    const count = document.getElementById('count');
    const query = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
    const words = wordIndex(entries.map((entry) => entry.words));
    const list = document.getElementById('terms');
    const terms = /** @type {HTMLElement[]} */ ([...(list?.children ?? [])]);
    const named = wordIndex(terms.map((term) => term.dataset.words ?? ''));

    form.hidden = false;
    read();
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', changed);
    addEventListener('hashchange', read);
    document.addEventListener('keydown', pressed);

    /** The filter of the address. An address that names a scenario has none. */
    function read() {
      const told = location.hash.includes('=') ? location.hash.slice(1) : location.search.slice(1);
      const wanted = new URLSearchParams(told);
      for (const field of fields()) {
        field.value = wanted.get(field.name) ?? '';
        // A filter that the page does not know shows nothing, rather than all.
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) {
          field.add(new Option(`${wanted.get(field.name)}`));
          field.selectedIndex = field.length - 1;
        }
      }
      show();
      const row = document.getElementById(anchor());
      if (row?.matches('.rows > li')) row.scrollIntoView({ block: 'center' });
    }

    function changed() {
      const filter = new URLSearchParams();
      for (const { name, value } of fields()) if (value !== '') filter.set(name, value);
      // First what was asked for: a browser may not take addresses as fast as somebody types.
      show();
      history.replaceState(null, '', `${location.pathname}#${filter}`);
    }

    function fields() {
      return /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll('input, select')]);
    }

    function show() {
      const filter = /** @type {Filter} */ (Object.fromEntries(fields().map(({ name, value }) => [name, value])));
      const found = words(filter.q);
      let shown = 0;
      for (const [index, row] of rows.entries()) {
        const entry = entries[index];
        row.hidden = entry === undefined || !(found.rows?.has(index) ?? true) || !fits(entry, filter);
        if (!row.hidden) shown += 1;
      }
      for (const group of groups) group.hidden = group.querySelector('li:not([hidden])') === null;
      showTerms(filter.q);
      const similar = found.similar ? ' with similar words: none has these' : '';
      const all = `${rows.length} ${rows.length === 1 ? 'scenario' : 'scenarios'}`;
      if (count) count.textContent = shown === rows.length ? all : `${shown} of ${all}${shown > 0 ? similar : ''}`;
    }

    /**
     * What the glossary has under these words: such as people search for, and scenarios do not say.
     * @param {string} asked
     */
    function showTerms(asked) {
      const { rows: wanted, similar } = named(asked);
      for (const [index, term] of terms.entries()) term.hidden = similar || !(wanted?.has(index) ?? false);
      if (list) list.hidden = terms.every((term) => term.hidden);
    }

    /** @param {KeyboardEvent} event */
    function pressed(event) {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
      const writing = target.matches('input, select, textarea');
      if (key === '/' && !writing) {
        event.preventDefault();
        query.focus();
      } else if (key === 'Escape') {
        event.preventDefault();
        for (const field of fields()) field.value = '';
        changed();
        query.focus();
      } else if ((key === 'ArrowDown' || key === 'ArrowUp') && (target === query || target.matches('.rows a'))) {
        event.preventDefault();
        step(target, key === 'ArrowDown' ? 1 : -1);
      }
    }

    /**
     * From the search to the first result, from one to the next, and back.
     * @param {HTMLElement} from
     * @param {number} by
     */
    function step(from, by) {
      const visible = rows.filter((row) => !row.hidden);
      const here = from === query ? -1 : visible.findIndex((row) => row.contains(from));
      const next = here + by;
      if (next < 0) query.focus();
      else visible[next]?.querySelector('a')?.focus();
    }
  }

  /**
   * @param {Entry} entry
   * @param {Filter} filter
   */
  function fits({ claims, tags, verdicts }, { claim, tag, run, verdict }) {
    if (claim !== '' && !claims.includes(claim)) return false;
    if (tag !== '' && !tags.includes(tag)) return false;
    if (run !== '' && !Object.hasOwn(verdicts, run)) return false;
    if (verdict === '') return true;
    return run === '' ? Object.values(verdicts).includes(verdict) : verdicts[run] === verdict;
  }

  /**
   * Finds rows by words and their beginnings; made when it is first needed. Where nothing has the words, rows with
   * similar ones. `rows` is undefined when nothing is searched for.
   * @param {string[]} texts
   * @returns {(query: string) => { rows: Set<number> | undefined, similar: boolean }}
   */
  function wordIndex(texts) {
    const { MiniSearch } = /** @type {any} */ (globalThis);
    /** @type {any} */
    let index;
    return (query) => {
      if (query.trim() === '') return { rows: undefined, similar: false };
      index ??= made();
      const exact = rowsOf({ prefix: true, combineWith: 'AND' });
      if (exact.size > 0) return { rows: exact, similar: false };
      return { rows: rowsOf({ prefix: true, fuzzy: similarTo, combineWith: 'AND' }), similar: true };

      /** @param {object} options */
      function rowsOf(options) {
        return new Set(index.search(query, options).map((/** @type {{ id: number }} */ { id }) => id));
      }
    };

    /**
     * A short word has too many others beside it: `vpn` is not `vpc`.
     * @param {string} term
     */
    function similarTo(term) {
      return term.length > 4 ? 0.2 : false;
    }

    function made() {
      const all = new MiniSearch({ fields: ['words'] });
      all.addAll(texts.map((words, id) => ({ id, words })));
      return all;
    }
  }
})();
