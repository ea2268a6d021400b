export { Concept, ConceptConnection } from './concept';
export { AddConceptInput, EditConceptInput, RemoveConceptInput } from './concept.inputs';
export { conceptAdded, conceptEdited, conceptRemoved } from './concept.facts';
export { CurrentLexicon } from './current-lexicon';
export { GlossaryModule } from './glossary.module';
export { GlossaryReader } from './glossary.reader';
export { GlossaryService } from './glossary.service';
