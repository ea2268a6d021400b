import { Unique } from 'typeorm';
import { Id, Text, Texts, Version } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';

/** One thing of the city's trades that both languages have words for: what texts are compared by across languages. */
@NodeType('concept', 'concepts', 'An entry of the glossary: one thing, in the words of both languages.')
@Unique('concepts_code_key', ['code'])
export class Concept {
  @Id() id!: string;
  @Version() version!: number;
  @Text({ description: 'Stable name, e.g. `salt-lake-brine`; never changed.' }) code!: string;
  @Texts({ description: 'Its words in Chinese, the one to show first.' }) zh!: string[];
  @Texts({ description: 'Its words in English, the one to show first.' }) en!: string[];
  @Text({ description: 'The trade it belongs to, e.g. `salt-lake`.' }) domain!: string;
}

export const ConceptConnection = connectionOf(Concept);
