/** A product of a User-Agent header: `Boto3/1.44.5`, `lib/AWS-SageMaker-Python-SDK#3.0`. */
export interface Product {
  readonly name: string;
  readonly version: string;
}

/**
 * The products that a user agent names, in order, comments in brackets left out. Of the two forms in use one has
 * `name/version`, and the other `kind/name#version`, where `lib` and `app` name who sends.
 * Sources: RFC 9110, 10.1.5; the user agents that released SDKs send.
 */
export function productsOf(agent: string): readonly (Product & { readonly kind: string })[] {
  return agent
    .replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, ' ')
    .split(/\s+/)
    .flatMap((token) => {
      const [, kind = '', name = '', version = ''] =
        /^(?:(lib|app|md|os|lang|api|cfg|exec-env|m|ua|ft|hll)\/)?([^/#]+)(?:[/#](.*))?$/.exec(token) ?? [];
      return name === '' ? [] : [{ kind, name, version }];
    });
}
