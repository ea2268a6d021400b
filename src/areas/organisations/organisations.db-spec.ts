import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';

const REGISTER =
  'mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id name } }';

let app: TestApp;
let guest: ApiClient;

beforeAll(async () => {
  app = await startApp();
  guest = await app.as('guest');
  await guest.mutate(REGISTER, {
    input: { name: '高原测试大学', nameEn: 'Plateau Test University', kind: 'UNIVERSITY' },
  });
});
afterAll(() => app.close());

describe('one legal entity', () => {
  it.each([
    '高原测试大学',
    '高原 测试大学',
    '高原測試大學',
    'PLATEAU TEST UNIVERSITY',
    'Plateau-Test  University',
  ])('has one record, however it is written: %s', async (name) => {
    const input = { name, kind: 'UNIVERSITY' };
    const { extensions } = await guest.refused('organisations.duplicate', REGISTER, { input });
    expect(extensions.path).toEqual(['input', 'name']);
  });

  it('is not taken for another of a like name', async () => {
    const input = { name: '高原测试大学附属医院', kind: 'HOSPITAL' };
    expect((await guest.mutate(REGISTER, { input })).registerOrganisation.name).toBe(input.name);
  });

  it('is in a district of some province', async () => {
    const input = { name: '无处测试公司', kind: 'OTHER', district: '999999' };
    await guest.refused('organisations.district', REGISTER, { input });
  });
});
