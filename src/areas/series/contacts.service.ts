import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ContactsReader, SeriesContact } from './contacts';
import { LiaisonSeries } from './series';
import type { SetLiaisonContactsInput } from './series.inputs';
import { seriesKind } from './series.kind';
import { refuse } from './series.messages';
import { SeriesReader } from './series.reader';

/** Names who speaks for the parties of a series. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly moves: Moves,
    private readonly series: SeriesReader,
    private readonly contacts: ContactsReader,
  ) {}

  /** Names the contacts and deputies of one party in place of those before. Its representatives may, and the bureau. */
  set(actor: Actor, input: SetLiaisonContactsInput): Promise<LiaisonSeries> {
    const { seriesId, organisationId, expectedVersion } = input;
    return this.uow.run(async () => {
      const series = await this.series.get(actor, seriesId, 'seriesId');
      if (!series.partyIds.includes(organisationId))
        throw refuse('series.not-party', {}, ['input', 'organisationId']);
      const own = actor.representedIds.includes(organisationId);
      if (actor.kind !== 'system' && !isBureau(actor) && !own)
        throw refuse('series.not-theirs', {}, ['input', 'organisationId']);
      const named = await this.named(input);
      const [contacts, deputies] = [named.filter((one) => !one.deputy), named.filter((one) => one.deputy)];
      const idsOf = (some: readonly SeriesContact[]): string[] => some.map(({ accountId }) => accountId);
      const details = { organisationId, contacts: idsOf(contacts), deputies: idsOf(deputies) };
      const moved = await this.moves.move(seriesKind, actor, series, 'SET_CONTACTS', {
        expectedVersion,
        details,
      });
      await this.uow.manager.delete(SeriesContact, { seriesId, organisationId });
      if (named.length > 0) await this.uow.manager.insert(SeriesContact, named);
      return moved;
    });
  }

  private async named(input: SetLiaisonContactsInput): Promise<SeriesContact[]> {
    const { seriesId, organisationId } = input;
    const contactIds = [...new Set(input.contactIds)];
    const deputyIds = [...new Set(input.deputyIds ?? [])];
    if (deputyIds.some((id) => contactIds.includes(id)))
      throw refuse('series.contact-twice', {}, ['input', 'deputyIds']);
    const accounts = await this.contacts.accountsOf(organisationId, [...contactIds, ...deputyIds]);
    const rows = (ids: readonly string[], field: string, deputy: boolean): SeriesContact[] =>
      ids.map((personId, position) => {
        const accountId = accounts.get(personId);
        if (!accountId) throw refuse('series.contact', {}, ['input', field]);
        return { seriesId, organisationId, accountId, deputy, position };
      });
    return [...rows(contactIds, 'contactIds', false), ...rows(deputyIds, 'deputyIds', true)];
  }
}
