import { Module } from '@nestjs/common';
import { OpinionsReader } from './opinions.reader';
import { VerdictsResolver } from './verdicts.resolver';
import { VerdictsService } from './verdicts.service';

@Module({
  providers: [VerdictsService, OpinionsReader, VerdictsResolver],
  exports: [OpinionsReader],
})
export class VerdictsModule {}
