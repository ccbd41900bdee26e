// @ts-check
// Runs in the reader's browser. Nothing here makes HTML: whatever a job is called, it stays text.

(() => {
  /**
   * @typedef {{ id: number, time: string, account: string, operation: string, name: string, answer: string, mark: string,
   *   shape: string, sentences: string[], table: string[], closest: string[], fixes: string[], sources: string[],
   *   network: boolean, call?: number }} Job
   * @typedef {{ sequence: number, time: string, durationMs: number, account: string, service: string, operation: string,
   *   status: number, error?: { code: string, message: string }, faults?: string[], replayOf?: number,
   *   replayable: boolean }} Call
   * @typedef {{ caption: string, head: string[], rows: string[][] }} Table
   * @typedef {{ answer: string, operation: string, text: string }} Filter
   */

  /** More than that no page shows well, and nobody reads. */
  const MOST_JOBS = 500;
  const MOST_CALLS = 1000;
  const LIVE = '/_train-encrypt/live';

  /** @type {Map<number, { item: Job, row: HTMLLIElement }>} */
  const jobs = new Map();
  /** @type {Map<number, { item: Call, row: HTMLLIElement }>} */
  const calls = new Map();
  /** The answer for the job that a call asked for. @type {Map<number, string>} */
  const answerOfCall = new Map();

  const jobList = element('job-list');
  const callList = element('call-list');
  const connection = element('connection');
  const form = /** @type {HTMLFormElement} */ (element('filters'));
  const operations = /** @type {HTMLSelectElement} */ (form.elements.namedItem('operation'));

  readFilter();
  form.addEventListener('input', filterChanged);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The fields are cleared after this event.
  form.addEventListener('reset', () => setTimeout(filterChanged));
  addEventListener('hashchange', () => {
    readFilter();
    show();
  });
  document.addEventListener('keydown', pressed);
  listen();

  function listen() {
    const events = new EventSource(`${LIVE}/events`);
    events.addEventListener('open', () => {
      connection.textContent = 'Connected: jobs and calls appear as they come.';
      delete connection.dataset.lost;
      void describe();
    });
    events.addEventListener('error', () => {
      connection.textContent = 'The connection was lost. Trying again; if serve has ended, start it again.';
      connection.dataset.lost = '';
      // A browser gives up for good where something else answers.
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    });
    events.addEventListener('hello', () => forget(undefined));
    events.addEventListener('reset', (event) => forget(JSON.parse(event.data).account));
    events.addEventListener('job', (event) => addJob(JSON.parse(event.data)));
    events.addEventListener('call', (event) => addCall(JSON.parse(event.data)));
  }

  async function describe() {
    const { body } = await ask('/_train-encrypt/health');
    if (body === undefined) return;
    const rules = `${body.rules} rules${body.strict ? ', strict' : ''}`;
    element('about').textContent =
      `train-encrypt ${body.version} on ${location.origin}, ${body.engine.description}, ${rules}`;
  }

  /** @param {string | undefined} account */
  function forget(account) {
    for (const kept of [jobs, calls]) {
      for (const [key, { item, row }] of kept) {
        if (account !== undefined && item.account !== account) continue;
        row.remove();
        kept.delete(key);
      }
    }
    show();
  }

  /** @param {Job} item */
  function addJob(item) {
    const before = jobs.get(item.id);
    const row = jobRow(item, before?.row);
    if (before === undefined) {
      jobList.prepend(row);
      tell(`${item.answer}: ${item.name}`);
    } else before.row.replaceWith(row);
    jobs.set(item.id, { item, row });
    if (item.call !== undefined) answerOfCall.set(item.call, item.answer);
    trim(jobs, MOST_JOBS);
    know(item.operation);
    showSoon();
  }

  /** @param {Call} item */
  function addCall(item) {
    const row = callRow(item);
    callList.prepend(row);
    calls.set(item.sequence, { item, row });
    trim(calls, MOST_CALLS);
    know(item.operation);
    showSoon();
  }

  /** @param {Map<number, { row: HTMLLIElement }>} kept @param {number} most */
  function trim(kept, most) {
    for (const [key, { row }] of kept) {
      if (kept.size <= most) return;
      row.remove();
      kept.delete(key);
    }
  }

  /** Announced to a reader who does not see the page; of several at once, the last. @param {string} text */
  function tell(text) {
    element('told').textContent = text;
  }

  // Rows.

  /** @param {Job} job @param {HTMLLIElement | undefined} before */
  function jobRow(job, before) {
    const row = make('li');
    row.id = `job-${job.id}`;
    const heading = make('h3');
    const tone = { '✓': 'good', '✗': 'bad' }[job.mark] ?? 'unknown';
    heading.append(make('span', `${job.mark} ${job.answer}`, `answer ${tone}`), ' ', seen(job.name));
    const about = make('p', '', 'soft');
    const shape = job.shape === '' ? job.operation : `${job.operation}, ${job.shape}`;
    about.append(`${shape} · account ${job.account} · `, clock(job.time));
    row.append(heading, about, ...job.sentences.map((text) => make('p', text)));
    if (job.table.length > 0) row.append(block(job.table.join('\n'), 'What the groups allow', 'columns'));
    if (job.closest.length > 0)
      row.append(make('p', 'Closest match', 'label'), ...job.closest.map((text) => make('p', text)));
    if (job.fixes.length > 0) {
      const text = job.fixes.join('\n');
      row.append(make('p', 'Fix', 'label'), block(text, `Fix for ${job.name}`));
      const actions = make('div', '', 'actions');
      actions.append(copyButton(text, `Copy the fix for ${job.name}`));
      row.append(actions);
    }
    if (job.sources.length > 0) row.append(make('p', `Source: ${job.sources.join('; ')}`, 'soft'));
    const open = new Set([...(before?.querySelectorAll('details[open]') ?? [])].map((one) => one.className));
    if (job.network) row.append(folded('network', 'Network', () => network(job.id), open));
    const { call } = job;
    if (call !== undefined) row.append(folded('request', `Request, call ${call}`, () => sent(call), open));
    return row;
  }

  /** @param {Call} call */
  function callRow(call) {
    const row = make('li');
    row.id = `call-${call.sequence}`;
    const line = make('span', '', 'line');
    const failed = call.status >= 400 || call.status === 0;
    const what = [call.service, call.operation].filter(Boolean).join(' ') || 'a request';
    line.append(
      clock(call.time),
      make('span', what),
      make(
        'span',
        `${failed ? '✗ ' : ''}${call.status || 'reset'}${call.error ? ` ${call.error.code}` : ''}`,
        failed ? 'bad' : 'number',
      ),
      make('span', `${Math.round(call.durationMs)} ms`, 'number'),
    );
    if (call.replayOf !== undefined) line.append(make('span', `replay of call ${call.replayOf}`, 'soft'));
    for (const fault of call.faults ?? []) line.append(make('span', `fault: ${fault}`, 'unknown'));
    row.append(folded('request', line, () => sent(call.sequence), new Set()));
    return row;
  }

  /**
   * What is folded is asked for when somebody opens it.
   * @param {string} kind @param {string | HTMLElement} label @param {() => Promise<HTMLElement>} content @param {Set<string>} open
   */
  function folded(kind, label, content, open) {
    const details = make('details', '', kind);
    const summary = make('summary');
    summary.append(label);
    details.append(summary);
    let filled = false;
    details.addEventListener('toggle', async () => {
      if (!details.open || filled) return;
      filled = true;
      const waiting = make('p', 'Loading…', 'soft');
      details.append(waiting);
      waiting.replaceWith(await content());
    });
    details.open = open.has(kind);
    return details;
  }

  /** @param {number} id */
  async function network(id) {
    const { body, error } = await ask(`${LIVE}/network/${id}`);
    if (body === undefined) return make('p', error);
    const figure = make('div', '', 'drawing');
    const drawn = new DOMParser().parseFromString(body.svg, 'image/svg+xml').documentElement;
    figure.append(document.importNode(drawn, true));
    if (body.table) figure.append(folded('told', 'The drawing as a table', async () => tableOf(body.table), new Set()));
    return figure;
  }

  /** @param {Table} table */
  function tableOf({ caption, head, rows }) {
    const scroll = make('div', '', 'drawing');
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'group');
    scroll.setAttribute('aria-label', caption);
    const table = document.createElement('table');
    table.append(make('caption', caption));
    const top = make('tr');
    for (const cell of head) {
      const th = document.createElement('th');
      th.scope = 'col';
      th.textContent = cell;
      top.append(th);
    }
    const body = document.createElement('tbody');
    for (const cells of rows) {
      const tr = make('tr');
      tr.append(...cells.map((cell) => make('td', cell)));
      body.append(tr);
    }
    const thead = document.createElement('thead');
    thead.append(top);
    table.append(thead, body);
    scroll.append(table);
    return scroll;
  }

  /** What was sent and answered, and the button that sends it again. @param {number} sequence */
  async function sent(sequence) {
    const { body, error } = await ask(`/_train-encrypt/calls?after=${sequence - 1}&limit=1`);
    const call = body?.calls.find((/** @type {Call} */ one) => one.sequence === sequence);
    if (call === undefined) return make('p', error ?? `Call ${sequence} is not kept any more.`);
    const all = make('div');
    all.append(make('p', `Account ${call.caller.account}, ${call.caller.region || 'no region'}`, 'soft'));
    if (call.error) all.append(make('p', `${call.error.code}: ${call.error.message}`, 'lines'));
    all.append(make('p', 'Request', 'label'));
    if (call.input === undefined) all.append(make('p', 'It was not kept.', 'soft'));
    else all.append(block(JSON.stringify(call.input, null, 2), `Request of call ${sequence}`));
    if (call.output !== undefined) {
      all.append(
        make('p', 'Response', 'label'),
        block(JSON.stringify(call.output, null, 2), `Response of call ${sequence}`),
      );
    }
    if (calls.get(sequence)?.item.replayable) all.append(replayOf(sequence));
    return all;
  }

  /** @param {number} sequence */
  function replayOf(sequence) {
    const actions = make('div', '', 'actions');
    const button = make('button', 'Replay');
    button.setAttribute('aria-label', `Replay call ${sequence}`);
    const result = make('p', '', 'soft');
    result.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      button.disabled = true;
      result.textContent = 'Sending…';
      const { body, error } = await ask(`${LIVE}/replay`, { call: sequence });
      button.disabled = false;
      const failed = body?.error ? ` ${body.error.code}: ${body.error.message}` : '';
      result.textContent = body === undefined ? error : `Sent again as the same account: ${body.status}${failed}`;
    });
    actions.append(button, result);
    return actions;
  }

  /** @param {string} text @param {string} label */
  function copyButton(text, label) {
    const button = make('button', 'Copy');
    button.setAttribute('aria-label', label);
    button.addEventListener('click', async () => {
      const done = await copy(text);
      button.textContent = done ? 'Copied' : 'Select it, and copy it by hand';
      tell(done ? 'Copied' : 'The browser does not allow copying');
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    return button;
  }

  /** The clipboard is there for secure addresses only, and 127.0.0.1 is one; a name on the network is not. @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  // Filters.

  /** An operation can be chosen once it was seen. @param {string} operation */
  function know(operation) {
    if (operation === '' || [...operations.options].some(({ value }) => value === operation)) return;
    const after = [...operations.options].find(({ value }) => value > operation);
    operations.add(new Option(operation), after ?? null);
  }

  function readFilter() {
    const wanted = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
    for (const field of fields()) {
      const value = wanted.get(field.name) ?? '';
      if (field === operations) know(value);
      field.value = value;
    }
  }

  function filterChanged() {
    const filter = new URLSearchParams();
    for (const { name, value } of fields()) if (value !== '') filter.set(name, value);
    show();
    history.replaceState(null, '', `${location.pathname}${filter.size > 0 ? `#${filter}` : ''}`);
  }

  function fields() {
    return /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll('input, select')]);
  }

  let soon = 0;

  /** Many that come at once are looked at once. */
  function showSoon() {
    soon ||= requestAnimationFrame(show);
  }

  function show() {
    cancelAnimationFrame(soon);
    soon = 0;
    const filter = /** @type {Filter} */ (Object.fromEntries(fields().map(({ name, value }) => [name, value])));
    let shownJobs = 0;
    for (const { item, row } of jobs.values()) {
      row.hidden = (filter.answer !== '' && item.answer !== filter.answer) || !fits(item, row, filter);
      if (!row.hidden) shownJobs += 1;
    }
    let shownCalls = 0;
    for (const { item, row } of calls.values()) {
      const answer = answerOfCall.get(item.sequence);
      const words = `${item.account} ${item.error?.message ?? ''}`;
      row.hidden = (filter.answer !== '' && answer !== filter.answer) || !fits(item, row, filter, words);
      if (!row.hidden) shownCalls += 1;
    }
    element('job-count').textContent = countOf(shownJobs, jobs.size);
    element('call-count').textContent = countOf(shownCalls, calls.size);
    element('no-jobs').hidden = jobs.size > 0;
    element('no-calls').hidden = calls.size > 0;
  }

  /** @param {{ operation: string }} item @param {HTMLElement} row @param {Filter} filter @param {string} [more] */
  function fits(item, row, { operation, text }, more = '') {
    if (operation !== '' && item.operation !== operation) return false;
    if (text === '') return true;
    const there = `${row.textContent} ${more}`.toLowerCase();
    return text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => there.includes(word));
  }

  /** @param {number} shown @param {number} all */
  function countOf(shown, all) {
    return shown === all ? `${all}` : `${shown} of ${all}`;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    const text = /** @type {HTMLElement} */ (form.elements.namedItem('text'));
    if (key === '/' && !target.matches('input, select, textarea')) {
      event.preventDefault();
      text.focus();
    } else if (key === 'Escape' && target.matches('#filters *')) form.reset();
  }

  // Small things.

  /** @param {string} url @param {unknown} [body] @returns {Promise<{ body?: any, error: string }>} */
  async function ask(url, body) {
    try {
      const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const answer = await fetch(url, body === undefined ? {} : json);
      const told = await answer.json();
      return answer.ok ? { body: told, error: '' } : { error: told.error };
    } catch (error) {
      return { error: `Nothing answers: ${error}` };
    }
  }

  /** @param {string} text @param {string} label @param {string} [kind] */
  function block(text, label, kind = '') {
    const pre = make('pre', text, kind);
    // What scrolls can be reached by keyboard.
    pre.tabIndex = 0;
    pre.setAttribute('role', 'group');
    pre.setAttribute('aria-label', label);
    return pre;
  }

  /** What nobody sees but browsers act on, such as marks that change the direction, as an escape. @param {string} text */
  function seen(text) {
    return text.replace(
      /(?![\n\t\u00ad\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu,
      (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
  }

  /** @param {string} iso */
  function clock(iso) {
    const time = document.createElement('time');
    time.dateTime = iso;
    time.textContent = new Date(iso).toLocaleTimeString('en-GB');
    return time;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {string} [text] @param {string} [kind]
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function make(tag, text = '', kind = '') {
    const made = document.createElement(tag);
    if (text !== '') made.textContent = seen(text);
    if (kind !== '') made.className = kind;
    return made;
  }

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }
})();
