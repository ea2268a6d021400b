import { applyDecorators, type Type } from '@nestjs/common';
import { Field, HideField } from '@nestjs/graphql';
import { Column, ForeignKey } from 'typeorm';

/** A reference that the API shows as a field of its own. */
interface ShownRef {
  readonly owner: string;
  readonly property: string;
  readonly field: string;
  readonly target: () => Type<object>;
}

interface RefOptions {
  readonly nullable?: boolean;
  readonly onDelete?: 'CASCADE';
  /** The GraphQL field that shows the record: null where it may not be seen. */
  readonly as?: string;
  /** The field's nullability where it differs from the column's: a record that some viewers may not see. */
  readonly mayBeHidden?: boolean;
}

const shown: ShownRef[] = [];

/** The references of a type that its GraphQL fields show, by the type's name. */
export const shownRefs = (owner: string): readonly ShownRef[] => shown.filter((ref) => ref.owner === owner);

/** A reference to a record: the id, a foreign key, and with `as` the field that shows it through the loader. */
export function Ref(target: () => Type<object>, o: RefOptions = {}): PropertyDecorator {
  const nullable = o.nullable ?? false;
  const column = applyDecorators(
    Column('uuid', { nullable }),
    ForeignKey(target, o.onDelete ? { onDelete: o.onDelete } : {}),
    HideField(),
  );
  return (owner, property) => {
    column(owner, property);
    if (o.as === undefined) return;
    Field(target, { nullable: nullable || (o.mayBeHidden ?? false) })(owner, o.as);
    shown.push({ owner: owner.constructor.name, property: String(property), field: o.as, target });
  };
}
