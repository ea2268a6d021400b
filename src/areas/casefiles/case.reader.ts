import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { ApiReader, type Shown } from '../../kernel/api-reader';
import { RequestContext } from '../../kernel/context';
import { Fact } from '../../kernel/fact';
import type { FactRow } from '../../kernel/facts';
import { History } from '../../kernel/history';
import { publicId } from '../../kernel/ids';
import { Nodes } from '../../kernel/nodes';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Attachment, AttachmentsService } from '../attachments';
import { officer } from '../conflicts';
import type { Project } from '../projects';
import { entryOf, jsonEntry, type Entry, type FactsFile } from './case.entries';
import { SECTIONS, type Section } from './case.sections';

/** One record of a case, with the facts of it that the viewer may follow. */
export interface CaseRecord {
  readonly section: string;
  readonly shown: Shown;
  readonly facts: readonly FactRow[];
  readonly entries: readonly Entry[];
}

/** Reads a whole case as one viewer may see it, at one instant. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly nodes: Nodes,
    private readonly history: History,
    private readonly api: ApiReader,
    private readonly files: AttachmentsService,
  ) {}

  /** Every record of the case, section by section, oldest first. */
  read(actor: Actor, project: Project): Promise<CaseRecord[]> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
      const context = new RequestContext(actor, '');
      const records: CaseRecord[] = [];
      for (const section of SECTIONS) {
        const found = await this.nodes
          .reader<{ id: string }>(section.type)
          .list(actor, section.where(project), { by: 'id', descending: false });
        for (const { id } of found) records.push(await this.record(context, project, section, id));
      }
      return records;
    });
  }

  private async record(
    context: RequestContext,
    project: Project,
    { name, type }: Section,
    id: string,
  ): Promise<CaseRecord> {
    const { prefix } = this.nodes.reader<{ id: string }>(type);
    const { actor } = context;
    const shown = await this.api.whole(context, type.name, publicId(prefix, id));
    const subject = (await this.nodes.get(actor, prefix, id)) as { id: string };
    const facts = await this.history.chain(actor, prefix, subject);
    const path = `${name}/${shown.id}`;
    const { signedText } = shown as { signedText?: string | null };
    const entries = [
      jsonEntry(`${path}.json`, shown),
      ...(facts.length > 0
        ? [jsonEntry(`${path}.facts.json`, factsFile(shown.id, facts, actor, officer(actor, project)))]
        : []),
      ...(subject instanceof Attachment ? [this.file(path, subject)] : []),
      // The very bytes that were signed: any tool gives their SHA-256.
      ...(signedText ? [entryOf(`${path}.signed.json`, Buffer.from(signedText))] : []),
    ];
    return { section: name, shown, facts, entries };
  }

  /** The bytes as they came, read from the store while the archive is on its way. */
  private file(path: string, attachment: Attachment): Entry {
    const { name, size, sha256 } = attachment;
    const [, extension = 'bin'] = /\.([a-z0-9]{1,8})$/i.exec(name) ?? [];
    return { name: `${path}.${extension}`, size, sha256, content: () => this.files.open(attachment) };
  }
}

/** An officer who decides gets facts whole; all others as the API shows them, with the links of the chain. */
function factsFile(subject: string, rows: readonly FactRow[], viewer: Actor, whole: boolean): FactsFile {
  const shown = (row: FactRow): object => ({
    ...Fact.shown(row, viewer),
    ...{ id: publicId('fact', row.id), seq: row.seq, previousHash: row.previousHash },
  });
  return { subject, whole, facts: whole ? rows : rows.map(shown) };
}
