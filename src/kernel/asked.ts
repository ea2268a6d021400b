import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** Documents are kept, and so is what they ask: by the field, then by the path below it. */
const known = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>();

/** The names of the fields asked for below the present one, `path` further down; conditions and directives count as met. */
export function askedOf(info: GraphQLResolveInfo, path: readonly string[]): ReadonlySet<string> {
  const [first] = info.fieldNodes;
  const paths = known.get(first!) ?? new Map<string, ReadonlySet<string>>();
  known.set(first!, paths);
  const key = path.join('.');
  let asked = paths.get(key);
  if (!asked) {
    const fields = path.reduce(
      (level, name) => childrenOf(level, info.fragments).filter((field) => field.name.value === name),
      [...info.fieldNodes],
    );
    asked = new Set(childrenOf(fields, info.fragments).map((field) => field.name.value));
    paths.set(key, asked);
  }
  return asked;
}

/** The names of the fields asked for on each row of a connection. */
export const askedOfRows = (info: GraphQLResolveInfo): ReadonlySet<string> =>
  new Set([...askedOf(info, ['nodes']), ...askedOf(info, ['edges', 'node'])]);

const childrenOf = (fields: readonly FieldNode[], fragments: Fragments): FieldNode[] =>
  fields.flatMap(({ selectionSet }) => (selectionSet ? fieldsIn(selectionSet, fragments) : []));

function fieldsIn({ selections }: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return inner ? fieldsIn(inner.selectionSet, fragments) : [];
  });
}
