export { Delegation, maySign } from './delegation';
export { DelegationsService } from './delegations.service';
export { Signature, SignatureConnection } from './signature';
export { SignaturesModule } from './signatures.module';
export { DelegationsReader, SignaturesReader } from './signatures.reader';
export { SignaturesService } from './signatures.service';
