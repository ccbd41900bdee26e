import type { Page } from 'playwright-core';

/** What is wrong with a picture as a browser shows it at the page's width: broken XML, text over text or out of its box. */
export async function lookAt(page: Page, svg: string): Promise<readonly string[]> {
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>body{margin:16px}svg{max-width:100%;height:auto}</style>${svg}`,
  );
  return page.evaluate((source) => {
    const found: string[] = [];
    const error = new DOMParser().parseFromString(source, 'image/svg+xml').querySelector('parsererror');
    if (error) found.push(`not XML: ${error.textContent}`);
    const texts = [...document.querySelectorAll('svg text')]
      .filter((element) => element.textContent !== '')
      .map((element) => ({ element, text: element.textContent, box: element.getBoundingClientRect() }));
    if (texts.length === 0) found.push('no text');
    const frame = document.querySelector('svg')?.getBoundingClientRect();
    for (const [index, { element, text, box }] of texts.entries()) {
      if (!frame || box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
        found.push(`${text} runs out of the picture`);
      }
      const outline = element.closest('.picture-network')
        ? element.parentElement?.querySelector(':scope > rect, :scope > path')?.getBoundingClientRect()
        : undefined;
      if (outline && (box.right > outline.right || box.left < outline.left || box.bottom > outline.bottom + 1)) {
        found.push(`${text} runs out of its box`);
      }
      for (const other of texts.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Lines of text may touch, but not lie on one another.
        if (across > 0.5 && down > 4) found.push(`${text} lies on ${other.text}`);
      }
    }
    return found;
  }, svg);
}
