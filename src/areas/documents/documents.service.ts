import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { publicId, uuidOf } from '../../kernel/ids';
import { sentence } from '../../kernel/messages';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { ProjectsReader, signedText, type Project, type ProjectParty } from '../projects';
import { SignaturesReader } from '../signatures';
import type { Signed } from './package.parts';
import { SignedPackage } from './signed-package';

/** Makes documents of records. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly signatures: SignaturesReader,
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
  ) {}

  /** What the parties sign, as PDF. Refuses whoever is neither a party nor the bureau as if there were no project. */
  async signedPackage(actor: Actor, id: string): Promise<NodeJS.ReadableStream> {
    const project = await this.projects.get(actor, id);
    if (!this.projects.mayFollow(actor, project)) throw refuseAccess('NOT_FOUND', { field: 'id' }, ['id']);
    const parties = (await this.projects.partiesOf([id])).get(id)!;
    // A change after the approval alters the project, not what was signed.
    const kept = await this.signatures.textsOf([project.contentHash]);
    const text = kept.get(project.contentHash) ?? signedText(project, parties);
    const signers = signersIn(text);
    return new SignedPackage({
      ...{ text, hash: project.contentHash, names: await this.names(project, signers) },
      ...{ project: publicId('project', id), number: project.number, createdAt: project.createdAt },
      signatures: await this.signed(id, signers, parties),
      state: sentence(`project.state.${project.state}`, {}, 'zh'),
    }).write();
  }

  private async signed(
    id: string,
    signers: readonly string[],
    parties: readonly ProjectParty[],
  ): Promise<Signed[]> {
    const kept = await this.signatures.standing(id);
    const found = signers.map((organisationId) => {
      const one = kept.find((signature) => signature.organisationId === organisationId);
      // What was signed before signatures were kept stands with the party alone.
      const party = parties.find((other) => other.organisationId === organisationId);
      return {
        ...{ organisationId, by: one?.personId ?? party?.signedById ?? null },
        ...{ at: one?.signedAt ?? party?.signedAt ?? null, delegatedById: one?.delegatedById ?? null },
      };
    });
    const ids = found.flatMap(({ by, delegatedById }) => [by, delegatedById]).filter((one) => one !== null);
    const people = await this.people.byIds(SYSTEM, ids);
    const organisations = await this.organisations.byIds(SYSTEM, signers);
    const nameOf = (person: string | null): string | null => people.get(person ?? '')?.name ?? null;
    return found.map(({ organisationId, by, at, delegatedById }) => ({
      ...{ organisation: organisations.get(organisationId)!.name, at },
      ...{ person: nameOf(by), delegatedBy: nameOf(delegatedById) },
    }));
  }

  private async names(project: Project, signers: readonly string[]): Promise<Map<string, string>> {
    const organisations = await this.organisations.byIds(SYSTEM, signers);
    const people = await this.people.byIds(SYSTEM, project.leaderId === null ? [] : [project.leaderId]);
    return new Map([
      ...[...organisations].map(([id, { name }]): [string, string] => [publicId('org', id), name]),
      ...[...people].map(([id, { name }]): [string, string] => [publicId('person', id), name]),
    ]);
  }
}

/** The organisations that a signed text names as parties, in its order. */
const signersIn = (text: string): string[] =>
  (JSON.parse(text) as { parties: { organisation: string }[] }).parties.map(({ organisation }) =>
    uuidOf('org', organisation),
  );
