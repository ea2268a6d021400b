import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { any, bureau } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { officer, ofParty, type OfProject } from '../conflicts';
import { ProjectsReader, type Project } from '../projects';
import { caseExported } from './casefile.facts';
import {
  entryOf,
  FORMAT,
  INDEX,
  jsonEntry,
  listed,
  MANIFEST,
  sealOf,
  type Entry,
  type Manifest,
} from './case.entries';
import { indexPage } from './case.index';
import { CaseReader, type CaseRecord } from './case.reader';

/** Takes a case file: the bureau and the parties, each with their own eyes. */
export const mayExport = any<OfProject>(bureau, ofParty);

/** A case file on its way out. */
export interface CaseFile {
  /** The archive as a stream. */
  readonly stream: Readable;
  /** The project's public id. */
  readonly project: string;
}

/** Hands out whole cases. */
@Injectable()
export class CasefilesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly projects: ProjectsReader,
    private readonly cases: CaseReader,
  ) {}

  /** The case of a project as this actor may see it. What was handed out is kept as a fact of the project. */
  async export(actor: Actor, projectId: string): Promise<CaseFile> {
    const project = await this.projects.get(actor, projectId);
    if (!mayExport(actor, project)) throw refuseAccess('NOT_FOUND', { field: 'id' }, ['id']);
    const at = this.clock.now();
    const records = await this.cases.read(actor, project);
    const manifest = manifestOf(actor, project, records, at);
    const listing = jsonEntry(MANIFEST, manifest);
    const hash = listing.sha256;
    const index = entryOf(INDEX, Buffer.from(indexPage(manifest, hash, records)));
    const payload = { manifest: hash, index: index.sha256 };
    const subject = { type: 'project', id: project.id };
    await this.uow.run(() => this.facts.state(caseExported, { subject, actor, payload, note: hash }));
    const entries = [index, listing, ...records.flatMap((record) => record.entries)];
    return { stream: zipOf(entries, at, sealOf(payload.manifest, payload.index)), project: manifest.project };
  }
}

function manifestOf(actor: Actor, project: Project, records: readonly CaseRecord[], at: Date): Manifest {
  return {
    format: FORMAT,
    project: publicId('project', project.id),
    title: project.title,
    view: officer(actor, project) ? 'BUREAU' : 'PARTY',
    exportedAt: at.toISOString(),
    exportedBy: actor.name,
    entries: records.flatMap((record) => record.entries.map(listed)),
  };
}

/** The same entries, instant and comment give the same archive; a file that cannot be read breaks it off. */
function zipOf(entries: readonly Entry[], mtime: Date, comment: string): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const options = { mtime, mode: 0o100644, forceDosTimestamp: true };
  zip.on('error', (error: Error) => out.destroy(error));
  for (const { name, size, content } of entries) {
    if (Buffer.isBuffer(content)) zip.addBuffer(content, name, options);
    else
      zip.addReadStreamLazy(name, { ...options, size }, (give) => {
        content().then(
          (stream) => give(null, stream),
          (error: Error) => out.destroy(error),
        );
      });
  }
  zip.end({ comment, forceZip64Format: false });
  return out;
}
