export { Draw, UNFIT } from './draw';
export { DRAW_FORMAT, tellCommitted, verifyDraw, writeRecord, type Named, type Verdict } from './draw-record';
export { DrawsReader } from './draws.reader';
export { DrawsService, type Gathered, type PoolDraw } from './draws.service';
export { Knowledge } from './knowledge';
export { ExpertsModule } from './experts.module';
export { hashOfBytes, hashOfPool, lotOf, poolFaults, seedOf, type SealedPool } from './lots';
