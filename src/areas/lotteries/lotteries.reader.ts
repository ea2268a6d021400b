import { Injectable } from '@nestjs/common';
import { everyone, Reader, ReaderContext } from '../../kernel/reader';
import { SeedCommitment } from './seed-commitment';

/** Reads what rounds were bound to, by the round's id: it is public. */
@Injectable()
export class LotteriesReader extends Reader<SeedCommitment> {
  constructor(context: ReaderContext) {
    super(context, SeedCommitment, everyone);
  }
}
