import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** The root of the repository. */
export const ROOT = resolve(__dirname, '../..');

/** A source file with its syntax tree. */
export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Every TypeScript file below these folders of the repository. */
export function sources(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => files(join(ROOT, folder)))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      const path = relative(ROOT, file).split(sep).join('/');
      return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
    });
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'console' ? [] : files(path);
    return /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

export const isSpec = (path: string): boolean => /\.(spec|db-spec|journey|testing)\.ts$/.test(path);

const known = new WeakMap<ts.Node, readonly ts.Node[]>();

/** Every node of a tree, without its tokens. */
export function nodes(tree: ts.Node): readonly ts.Node[] {
  const found = known.get(tree);
  if (found) return found;
  const all: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    all.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  known.set(tree, all);
  return all;
}

/** `file:line` of a node. */
export const placeOf = ({ path, tree }: Source, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

/** The lines that a node covers. */
export function linesOf({ tree }: Source, node: ts.Node): number {
  const line = (at: number): number => tree.getLineAndCharacterOfPosition(at).line;
  return line(node.getEnd()) - line(node.getStart()) + 1;
}

/** What a file imports from this repository, from the root and without its ending. */
export function imports({ path, text }: Source): string[] {
  return ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) =>
    fileName.startsWith('.')
      ? [
          relative(ROOT, resolve(ROOT, dirname(path), fileName))
            .split(sep)
            .join('/'),
        ]
      : [],
  );
}

/** The names of the decorators of a node. */
export function decorators(node: ts.Node): string[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );
}

/** The folder of a file. */
export const folderOf = (path: string): string => dirname(path);
export const nameOf = (path: string): string => basename(path);
