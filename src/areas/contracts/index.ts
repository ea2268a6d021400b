export { Contract, ContractConnection, ContractParty } from './contract';
export { composed } from './contract.content';
export { RecordContractInput } from './contract.inputs';
export { contractRecorded, REGISTERED_STATES } from './contract.lifecycle';
export { ContractParties, partyIn } from './contract.parties';
export { ContractsModule } from './contracts.module';
export { ContractsReader, inYear } from './contracts.reader';
export { refuse as refuseContract } from './contracts.messages';
export { RECORDING, UNREGISTERED } from './contracts.service';
