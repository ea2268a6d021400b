import { Naming, snakeCase } from './naming';

describe('names in the database', () => {
  const naming = new Naming();

  it.each([
    ['organisationId', 'organisation_id'],
    ['trlNow', 'trl_now'],
    ['hasIPRights', 'has_ip_rights'],
    ['at', 'at'],
  ])('%s → %s', (property, column) => {
    expect(snakeCase(property)).toBe(column);
    expect(naming.columnName(property, undefined, [])).toBe(column);
  });

  it('keeps a name that was given', () => {
    expect(naming.columnName('at', 'happened_at', [])).toBe('happened_at');
  });

  it('names constraints as PostgreSQL does, in the order of their columns', () => {
    expect(naming.primaryKeyName('needs', ['id'])).toBe('needs_pkey');
    expect(naming.uniqueConstraintName('inbox', ['subscriber', 'fact_id'])).toBe(
      'inbox_subscriber_fact_id_key',
    );
    expect(naming.foreignKeyName('needs', ['organisation_id'])).toBe('needs_organisation_id_fkey');
    expect(naming.indexName('needs', ['state'])).toBe('needs_state_idx');
    expect(naming.joinColumnName('organisation', 'id')).toBe('organisation_id');
  });
});
