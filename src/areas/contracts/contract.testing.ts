import type { TestApp } from '../../../test/support/app';
import { SYSTEM } from '../../kernel/actor';
import type { Contract } from './contract';
import type { ContractContentInput } from './contract.inputs';
import type { CONTRACT_VERBS } from './contract.lifecycle';
import { ContractsReader } from './contracts.reader';
import { ContractsService } from './contracts.service';

type Verb = (typeof CONTRACT_VERBS)[number];

/** A contract of isl, which develops, with the enterprise: it meets every rule of both packs. */
export async function contractContent(app: TestApp): Promise<ContractContentInput> {
  const [seller, buyer] = [
    await app.personas.organisation('isl'),
    await app.personas.organisation('enterprise'),
  ];
  return {
    ...{ type: 'DEVELOPMENT', subtype: 'COMMISSIONED', title: '老卤提锂吸附剂委托开发' },
    ...{ subject: '在现有吸附剂基础上降低溶损率', signedOn: '2026-03-02', startsOn: '2026-03-02' },
    ...{ endsOn: '2027-12-31', priceForm: 'INSTALMENTS', turnover: '1000000.00' },
    ...{ technologyValue: '800000.00', technologyIncome: '700000.00', undeveloped: true },
    parties: [
      { role: 'BUYER', organisationId: buyer },
      { role: 'SELLER', organisationId: seller },
    ],
  };
}

/** The draft of such a contract, entered by isl. */
export async function aContract(app: TestApp, more: Partial<ContractContentInput> = {}): Promise<Contract> {
  const content = { ...(await contractContent(app)), ...more };
  const organisationId = await app.personas.organisation('isl');
  return app.get(ContractsService).draft(await app.personas.actor('isl'), { ...content, organisationId });
}

/** The same after these steps, taken by the platform. */
export async function movedContract(app: TestApp, { id }: Contract, ...verbs: Verb[]): Promise<Contract> {
  for (const verb of verbs) await app.get(ContractsService).move(SYSTEM, { id, verb, note: '说明' });
  return app.get(ContractsReader).get(SYSTEM, id);
}
