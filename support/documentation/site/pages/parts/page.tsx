/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { INDEX, SCRIPT, SEARCH, STYLE } from '../assets.ts';
import { GLOSSARY, SCENARIOS, START, TOPICS, WRAPPERS } from '../links.ts';
import { Link, Root } from './link.tsx';
import { visible } from './text.tsx';

/**
 * Nothing of a page comes from elsewhere, and nothing that is written in it runs. `file:` stands beside `'self'` for
 * browsers to which no two files are of one origin.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self' file:",
  "script-src 'self' file:",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface PageParts {
  /** Its file, from the folder of the start page. */
  readonly file: string;
  readonly title: string;
  /** Whether there is a matrix of wrappers to go to. */
  readonly wrappers: boolean;
  /** Whether it searches. */
  readonly search?: boolean;
  /** Whether it takes all the width there is. */
  readonly wide?: boolean;
}

const NAVIGATION = [
  { to: START, text: 'Is it safe?' },
  { to: SCENARIOS, text: 'Scenarios' },
  { to: WRAPPERS, text: 'Wrappers' },
  { to: TOPICS, text: 'Findings' },
  { to: GLOSSARY, text: 'Glossary' },
];

/** A whole page, as HTML. */
export function page(parts: PageParts, children: ComponentChildren): string {
  const root = '../'.repeat(parts.file.split('/').length - 1);
  return `<!doctype html>\n${renderToString(
    <Root.Provider value={root}>
      <Whole parts={parts} root={root}>
        {children}
      </Whole>
    </Root.Provider>,
  )}\n`;
}

function Whole({
  parts: { file, title, wrappers, search = false, wide = false },
  root,
  children,
}: {
  readonly parts: PageParts;
  readonly root: string;
  readonly children: ComponentChildren;
}): VNode {
  const scripts = search ? [SEARCH, INDEX, SCRIPT] : [SCRIPT];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${visible(title)} · train-encrypt`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${root}${STYLE}`} />
        {scripts.map((script) => (
          <script key={script} defer src={`${root}${script}`} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <p class="brand">train-encrypt</p>
          <nav aria-label="Pages">
            <ul>
              {NAVIGATION.filter(({ to }) => to !== WRAPPERS || wrappers).map(({ to, text }) => (
                <li key={to}>
                  <Link to={to} current={to === file}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1} {...(wide && { class: 'wide' })}>
          {children}
        </main>
      </body>
    </html>
  );
}
