import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  documentOf,
  tallyOf,
  type Document,
  type Language,
  type Tally,
  type Titled,
} from '../../engine/document';
import type { Vocabulary } from '../../engine/vocabulary';

/** Grows when texts are taken apart in another way: what was stored before is then not used. */
const ANALYSIS = 1;

interface Row {
  readonly id: string;
  readonly version: number;
  readonly units: string;
  readonly length: number;
  readonly language: Language;
}

/** A record whose text is compared. */
export interface Source {
  readonly id: string;
  readonly version: number;
  readonly text: Titled;
}

/** Keeps texts as they were taken apart: that takes ten times as long as reading it back. */
@Injectable()
export class StoredDocuments {
  constructor(private readonly uow: UnitOfWork) {}

  /** The documents of these records, in their order; those not stored in this version are taken apart, and stored. */
  async of(sources: readonly Source[], vocabulary: Vocabulary, lexicon: string): Promise<Document[]> {
    const analysis = `${ANALYSIS}.${lexicon}`;
    const known = await this.read(sources, analysis);
    const fresh: Row[] = [];
    const documents = sources.map(({ id, version, text }) => {
      const row = known.get(id);
      if (row?.version === version) return documentOf(decoded(row), vocabulary);
      const tally = tallyOf(text);
      fresh.push({ id, version, ...tally, units: encoded(tally) });
      return documentOf(tally, vocabulary);
    });
    if (fresh.length > 0) await this.write(fresh, analysis);
    return documents;
  }

  private async read(sources: readonly Source[], analysis: string): Promise<Map<string, Row>> {
    const rows = await this.uow.query<Row>(sql`
      SELECT id, version, units, length, language FROM match_documents
      WHERE id = ANY(${sources.map(({ id }) => id)}) AND analysis = ${analysis}`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What another process stored of a later version stays. */
  private async write(rows: readonly Row[], analysis: string): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO match_documents (id, version, analysis, units, length, language)
      SELECT id, version, ${analysis}, units, length, language
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ version }) => version)}::int[],
        ${rows.map(({ units }) => units)}::text[], ${rows.map(({ length }) => length)}::int[],
        ${rows.map(({ language }) => language)}::text[]) AS made (id, version, units, length, language)
      ON CONFLICT (id) DO UPDATE SET version = excluded.version, analysis = excluded.analysis,
        units = excluded.units, length = excluded.length, language = excluded.language
      WHERE match_documents.version <= excluded.version`);
  }
}

/** Lines of unit, tab and count. */
const encoded = ({ counts }: Tally): string =>
  [...counts].map(([key, count]) => `${key}\t${count}`).join('\n');

function decoded({ units, length, language }: Row): Tally {
  const counts = new Map<string, number>();
  for (const line of units ? units.split('\n') : []) {
    const at = line.lastIndexOf('\t');
    counts.set(line.slice(0, at), Number(line.slice(at + 1)));
  }
  return { counts, length, language };
}
