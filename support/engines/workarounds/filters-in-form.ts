/** The filters that a form gives: `Filter.1.Name`, `Filter.1.Value.1` and so on. */

interface FormFilter {
  readonly name: string;
  readonly values: readonly string[];
}

/** The values that a form gives for a filter; undefined when it does not have the filter. */
export function filterValues(form: URLSearchParams, name: string): readonly string[] | undefined {
  return filtersIn(form).find((filter) => filter.name === name)?.values;
}

/** Takes a filter out of a form; the others close the gap. */
export function dropFilter(form: URLSearchParams, name: string): void {
  const kept = filtersIn(form).filter((filter) => filter.name !== name);
  for (const key of [...form.keys()]) if (/^Filter\.\d+\./.test(key)) form.delete(key);
  for (const [index, filter] of kept.entries()) {
    form.set(`Filter.${index + 1}.Name`, filter.name);
    for (const [at, value] of filter.values.entries()) form.set(`Filter.${index + 1}.Value.${at + 1}`, value);
  }
}

function filtersIn(form: URLSearchParams): FormFilter[] {
  return [...form].flatMap(([key, name]) => {
    const place = /^(Filter\.\d+\.)Name$/.exec(key)?.[1];
    if (place === undefined) return [];
    const values = [...form].flatMap(([other, value]) => (other.startsWith(`${place}Value.`) ? [value] : []));
    return [{ name, values }];
  });
}
