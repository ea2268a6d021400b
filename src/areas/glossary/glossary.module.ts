import { Module } from '@nestjs/common';
import { CurrentLexicon } from './current-lexicon';
import { GlossaryReader } from './glossary.reader';
import { GlossaryResolver } from './glossary.resolver';
import { GlossaryService } from './glossary.service';

@Module({
  providers: [GlossaryReader, GlossaryService, GlossaryResolver, CurrentLexicon],
  exports: [GlossaryReader, GlossaryService, CurrentLexicon],
})
export class GlossaryModule {}
