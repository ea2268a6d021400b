import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, type Topic } from '../../kernel/facts';
import { fold } from '../../kernel/fold';
import { newId } from '../../kernel/ids';
import { formKey, isTelling, type Concept as Entry } from '../../kernel/lexicon';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Concept } from './concept';
import { conceptAdded, conceptEdited, conceptRemoved } from './concept.facts';
import type { AddConceptInput, EditConceptInput, RemoveConceptInput } from './concept.inputs';
import { CurrentLexicon } from './current-lexicon';
import { refuse } from './glossary.messages';
import { GlossaryReader } from './glossary.reader';

type Forms = Pick<Concept, 'zh' | 'en'>;

/** Keeps the glossary. Only the bureau's officers are let in, by the resolver. */
@Injectable()
export class GlossaryService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly glossary: GlossaryReader,
    private readonly lexicon: CurrentLexicon,
  ) {}

  /** Adds a concept. Refuses a code or a word that another one has. */
  add(actor: Actor, { code, domain, ...forms }: AddConceptInput): Promise<Concept> {
    checkName(code, 'code');
    checkName(domain, 'domain');
    return this.alone(async () => {
      const others = await this.glossary.all();
      if (others.some((other) => other.code === code))
        throw refuse('glossary.code-taken', { value: code }, ['input', 'code']);
      const { zh, en } = checkedForms(forms, others);
      const id = newId(this.clock.now());
      const concept = Object.assign(new Concept(), { id, version: 1, code, zh, en, domain });
      await this.uow.manager.insert(Concept, concept);
      await this.state(conceptAdded, actor, id, { code });
      return concept;
    });
  }

  /** Changes a concept's words or trade. Refuses when someone else was faster. */
  edit(actor: Actor, { id, expectedVersion, zh, en, domain }: EditConceptInput): Promise<Concept> {
    if (domain) checkName(domain, 'domain');
    return this.alone(async () => {
      const concept = await this.glossary.get(actor, id);
      this.moves.expect(concept, expectedVersion);
      const others = (await this.glossary.all()).filter((other) => other.id !== id);
      const set: Partial<Concept> = { ...(domain ? { domain } : {}) };
      if (zh ?? en) {
        const forms = checkedForms({ zh: zh ?? concept.zh, en: en ?? concept.en }, others);
        Object.assign(set, zh ? { zh: forms.zh } : {}, en ? { en: forms.en } : {});
      }
      const fields = Object.keys(set);
      if (fields.length === 0) return concept;
      const version = concept.version + 1;
      await this.uow.manager.update(Concept, { id }, { ...set, version });
      await this.state(conceptEdited, actor, id, { code: concept.code, fields });
      return Object.assign(concept, set, { version });
    });
  }

  /** Takes a concept out; its facts stay. */
  remove(actor: Actor, { id, expectedVersion }: RemoveConceptInput): Promise<void> {
    return this.alone(async () => {
      const concept = await this.glossary.get(actor, id);
      this.moves.expect(concept, expectedVersion);
      await this.uow.manager.delete(Concept, { id });
      await this.state(conceptRemoved, actor, id, { code: concept.code });
    });
  }

  /** Takes in the entries whose code is new here; what the bureau edited or took out stays as the bureau left it. */
  load(entries: readonly (Entry & { readonly domain: string })[]): Promise<void> {
    const now = this.clock.now();
    const rows = entries.map((entry) => ({ ...entry, id: newId(now) }));
    return this.alone(async () => {
      await this.uow.query(sql`
        INSERT INTO concepts (id, code, zh, en, domain)
        SELECT id, code, zh, en, domain
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS r(id uuid, code text, zh text[], en text[], domain text)
        WHERE NOT EXISTS (
          SELECT FROM facts f WHERE f.topic = ${conceptRemoved.name} AND f.payload->>'code' = r.code
        ) ON CONFLICT (code) DO NOTHING`);
      // No fact for each row, so nobody else tells this process.
      this.uow.afterCommit(() => this.lexicon.doubt());
    });
  }

  /** Two who change the glossary at once take turns, so that no word gets two concepts. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('concepts', 0))`);
      return work();
    });
  }

  private async state<P extends object>(
    topic: Topic<P>,
    actor: Actor,
    id: string,
    payload: P,
  ): Promise<void> {
    await this.facts.state(topic, { subject: { type: 'concept', id }, actor, payload });
  }
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function checkName(value: string, field: 'code' | 'domain'): void {
  if (!NAME.test(value)) throw refuse('glossary.code', { value }, ['input', field]);
}

/** The words in their plain form, each once. Refuses what cannot be told in a text and what is another concept's. */
function checkedForms(forms: Forms, others: readonly Concept[]): Forms {
  const owners = new Map(
    others.flatMap(({ code, zh, en }) => [...zh, ...en].map((form) => [formKey(form), code] as const)),
  );
  const checked = (field: 'zh' | 'en'): string[] => {
    const path = ['input', field];
    if (forms[field].length === 0) throw refuse('glossary.no-forms', {}, path);
    const kept = new Map<string, string>();
    for (const value of forms[field]) {
      const key = formKey(value);
      if (!isTelling(value)) throw refuse('glossary.weak-form', { value }, path);
      const code = owners.get(key);
      if (code !== undefined) throw refuse('glossary.form-taken', { value, code }, path);
      if (!kept.has(key)) kept.set(key, fold(value));
    }
    return [...kept.values()];
  };
  return { zh: checked('zh'), en: checked('en') };
}
