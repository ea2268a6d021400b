import ts from 'typescript';
import {
  decorators,
  folderOf,
  imports,
  isSpec,
  linesOf,
  nameOf,
  nodes,
  placeOf,
  sources,
  type Source,
} from './support/sources';

const all = sources('src', 'seeds', 'test', 'bench', 'migrations');
const product = all.filter(({ path }) => path.startsWith('src/') && !isSpec(path));

/** The areas in the order of `src/areas.ts`. */
function areaOrder(): string[] {
  const list = all.find(({ path }) => path === 'src/areas.ts')!;
  const folders = new Map<string, string>();
  for (const node of list.tree.statements) {
    if (!ts.isImportDeclaration(node) || !node.importClause?.namedBindings) continue;
    const folder = /areas\/([\w-]+)/.exec(node.moduleSpecifier.getText())?.[1];
    const names = node.importClause.namedBindings as ts.NamedImports;
    if (folder) names.elements.forEach((element) => folders.set(element.name.text, folder));
  }
  const array = nodes(list.tree).find(ts.isArrayLiteralExpression)!;
  return array.elements.map((element) => folders.get(element.getText())!);
}

describe('the order of the areas', () => {
  const order = areaOrder();
  const edges = all.flatMap((source) =>
    imports(source).map((to) => ({ from: source.path, to, edge: `${source.path} -> ${to}` })),
  );
  const inArea = (path: string): string | undefined => /^src\/areas\/([\w-]+)/.exec(path)?.[1];

  it('is known of every area', () => {
    const folders = new Set(product.flatMap(({ path }) => inArea(path) ?? []));
    expect([...folders].filter((folder) => folder !== 'areas' && !order.includes(folder))).toEqual([]);
  });

  it('holds: an area knows earlier ones only', () => {
    const wrong = edges.filter(({ from, to }) => {
      const [a, b] = [inArea(from), inArea(to)];
      const known = a && b && order.includes(a) && order.includes(b);
      return known && a !== b && !isSpec(from) && order.indexOf(b) >= order.indexOf(a);
    });
    expect(wrong.map(({ edge }) => edge)).toEqual([]);
  });

  it('is walked by the front door: areas are imported by their index', () => {
    const inside = edges.filter(({ from, to }) => {
      const b = inArea(to);
      return (
        b &&
        inArea(from) !== b &&
        !isSpec(from) &&
        !from.startsWith('test/') &&
        !/^src\/areas\/[\w-]+(\/index)?$/.test(to)
      );
    });
    expect(inside.map(({ edge }) => edge)).toEqual([]);
  });

  it('leaves the engine with arithmetic alone: it knows the kernel, no area and no framework', () => {
    const out = edges.filter(
      ({ from, to }) =>
        from.startsWith('src/engine/') && !isSpec(from) && !/^src\/(engine|kernel)\//.test(to),
    );
    const framed = product.filter(
      ({ path, text }) => path.startsWith('src/engine/') && /from '(@nestjs|typeorm|pg)/.test(text),
    );
    expect([...out.map(({ edge }) => edge), ...framed.map(({ path }) => path)]).toEqual([]);
  });

  it('leaves the kernel knowing no area', () => {
    const up = edges.filter(
      ({ from, to }) =>
        from.startsWith('src/kernel/') && !isSpec(from) && !/^(src\/kernel\/|migrations)/.test(to),
    );
    expect(up.map(({ edge }) => edge)).toEqual([]);
  });
});

describe('rights', () => {
  const DOORS = [
    'Query',
    'Mutation',
    'Subscription',
    'ResolveField',
    'ResolveProperty',
    'Get',
    'Post',
    'Put',
    'Patch',
    'Delete',
    'All',
  ];
  const GUARDS = ['Public', 'SignedIn', 'Can', 'SeenWithParent'];
  const doors = product.flatMap((source) =>
    nodes(source.tree)
      .filter((node) => ts.isMethodDeclaration(node) && decorators(node).some((name) => DOORS.includes(name)))
      .map((node) => ({
        at: placeOf(source, node),
        guards: decorators(node).filter((name) => GUARDS.includes(name)),
      })),
  );

  it('are stated once on every door', () => {
    expect(doors.length).toBeGreaterThan(30);
    expect(doors.filter(({ guards }) => guards.length !== 1)).toEqual([]);
  });

  it('are never those of the parent on a root field', () => {
    const roots = product.flatMap((source) =>
      nodes(source.tree).filter((node) => {
        const names = decorators(node);
        return names.includes('SeenWithParent') && !names.includes('ResolveField');
      }),
    );
    expect(roots.map((node) => node.getText())).toEqual([]);
  });
});

describe('caps', () => {
  const measured = all.filter(({ path }) => !path.startsWith('migrations/'));
  const found = (pick: (source: Source, node: ts.Node) => boolean, from = measured): string[] =>
    from.flatMap((source) =>
      nodes(source.tree)
        .filter((node) => pick(source, node))
        .map((node) => placeOf(source, node)),
    );

  it('a file has at most 250 lines, and one of tests 350', () => {
    const long = measured.filter(
      ({ text, path }) => text.trimEnd().split('\n').length > (isSpec(path) ? 350 : 250),
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('the folder of an area has at most 14 files beside its tests', () => {
    const count = new Map<string, number>();
    const areas = product.filter(({ path }) => path.startsWith('src/areas/'));
    for (const { path } of areas) count.set(folderOf(path), (count.get(folderOf(path)) ?? 0) + 1);
    expect([...count].filter(([, files]) => files > 14)).toEqual([]);
  });

  it('a method or function has at most 30 lines', () => {
    const long = found(
      (source, node) =>
        (ts.isMethodDeclaration(node) ||
          ts.isFunctionDeclaration(node) ||
          ts.isConstructorDeclaration(node)) &&
        node.body !== undefined &&
        !returnsClass(node.body) &&
        linesOf(source, node.body) > 32, // the braces stand on lines of their own
      measured.filter(({ path }) => !isSpec(path)),
    );
    expect(long).toEqual([]);
  });

  it('a constructor has at most 6 parameters', () => {
    expect(found((_, node) => ts.isConstructorDeclaration(node) && node.parameters.length > 6)).toEqual([]);
  });

  it('nothing is `any`', () => {
    const loose = found((_, node) => node.kind === ts.SyntaxKind.AnyKeyword);
    expect(loose.filter((place) => !place.startsWith('test/support/client.ts'))).toEqual([]);
  });

  it('nothing is exported by default, and nothing is called utils', () => {
    const unnamed = found((source, node) =>
      ts.isExportAssignment(node) || hasDefault(node) ? !/support\/global-/.test(source.path) : false,
    );
    expect(unnamed).toEqual([]);
    expect(
      all.map(({ path }) => nameOf(path)).filter((name) => /^(utils?|helpers?|common|misc)\.ts$/.test(name)),
    ).toEqual([]);
  });

  it('nobody but the clock asks the machine for the time of the business', () => {
    const asked = found(
      (_, node) =>
        ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length,
      product.filter(({ path }) => path.startsWith('src/areas/')),
    );
    expect(asked).toEqual([]);
  });

  it('no record is written by save()', () => {
    const saved = found(
      (_, node) => ts.isCallExpression(node) && /\.save$/.test(node.expression.getText()),
      product,
    );
    expect(saved).toEqual([]);
  });
});

const hasDefault = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);

/** A function that makes a class is as long as its class. */
const returnsClass = (body: ts.Block): boolean => body.statements.some(ts.isClassDeclaration);
