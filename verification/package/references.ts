import ts from '@typescript/typescript6';

/** What one file says it needs. Specifiers are as written. */
export interface References {
  /** Static and dynamic imports, re-exports and types: `./a.js`, `node:fs`, `zod`. */
  readonly imports: readonly string[];
  /**
   * Files and folders (with a slash at the end) named by `new URL('…', import.meta.url)` or joined to
   * `import.meta.dirname`, such as those spawned.
   */
  readonly beside: readonly string[];
  /** Files and folders named by `join(packageRoot, '…')`. */
  readonly fromRoot: readonly string[];
}

/** Reads the references of a JavaScript file or a declaration file. `name` only reports which of them it is. */
export function referencesOf(name: string, text: string): References {
  const imports: string[] = [];
  const beside: string[] = [];
  const fromRoot: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      imports.push(...texts(node.moduleSpecifier));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      imports.push(...texts(node.argument.literal));
    } else if (ts.isCallExpression(node) && isImport(node.expression)) {
      imports.push(...node.arguments.slice(0, 1).flatMap(texts));
    } else if (ts.isCallExpression(node) && isNamed(node.expression, 'join') && isRoot(node.arguments[0])) {
      fromRoot.push(node.arguments.slice(1).flatMap(texts).join('/'));
    } else if (ts.isCallExpression(node) && isNamed(node.expression, 'join') && isOwnFolder(node.arguments[0])) {
      beside.push(node.arguments.slice(1).flatMap(texts).join('/'));
    } else if (ts.isNewExpression(node) && isNamed(node.expression, 'URL') && isOwnUrl(node.arguments?.[1])) {
      beside.push(...(node.arguments ?? []).slice(0, 1).flatMap(texts));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return { imports, beside, fromRoot };
}

const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

const isImport = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.ImportKeyword || isNamed(node, 'require');

const isRoot = (node: ts.Node | undefined): boolean => node !== undefined && isNamed(node, 'packageRoot');

const isOwnUrl = (node: ts.Node | undefined): boolean => node?.getText() === 'import.meta.url';

const isOwnFolder = (node: ts.Node | undefined): boolean => node?.getText() === 'import.meta.dirname';

/**
 * A literal's text; in a template `${extname(…)}` is the extension of the file itself. Throws an Error for anything
 * else, since nobody could tell which file it will be.
 */
function texts(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node) && node.templateSpans.every(({ expression }) => isExtension(expression))) {
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => `.js${literal.text}`)].join('')];
  }
  throw new Error(`${node.getSourceFile().fileName}: ${node.parent.getText()} does not name a file in a literal`);
}

const isExtension = (node: ts.Expression): boolean => ts.isCallExpression(node) && isNamed(node.expression, 'extname');
