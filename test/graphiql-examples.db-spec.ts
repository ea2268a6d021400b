import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Kind, parse, validate, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { parseExamples } from '../src/kernel/graphiql';
import { startApp, type TestApp } from './support/app';
import { ROOT } from './support/sources';

const EXAMPLES = parseExamples(readFileSync(join(ROOT, 'src/graphiql-examples.graphql'), 'utf8'));
let app: TestApp;
let schema: GraphQLSchema;

beforeAll(async () => {
  app = await startApp();
  schema = app.get(GraphQLSchemaHost).schema;
});
afterAll(() => app.close());

describe('the examples in GraphiQL', () => {
  it.each(EXAMPLES.map(({ title, ...example }) => [title, example]))('%s', (_title, { query, variables }) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const operation = document.definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const given = JSON.parse(variables ?? '{}') as Record<string, unknown>;
    expect(getVariableValues(schema, operation!.variableDefinitions ?? [], given).errors).toBeUndefined();
  });

  it('tell a whole story', () => expect(EXAMPLES.length).toBeGreaterThan(20));
});
