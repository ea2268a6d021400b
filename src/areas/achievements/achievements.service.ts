import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { canonical } from '../../kernel/canonical';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { permits } from '../../kernel/policy';
import { indexManyWords, indexWords } from '../../kernel/search';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { PeopleReader } from '../people';
import { Achievement, AchievementContributor } from './achievement';
import * as facts from './achievement.facts';
import type { DraftAchievementInput, EditAchievementInput, MoveAchievementInput } from './achievement.inputs';
import { achievementKind } from './achievement.kind';
import { achievementPolicy } from './achievement.policy';
import { isSector } from '../organisations';
import { refuse } from './achievements.messages';
import { AchievementsReader } from './achievements.reader';

/** The content of an achievement, whoever brings it. */
export type AchievementContent = Omit<DraftAchievementInput, 'organisationId'>;

/** Drafts, edits, moves and imports achievements. */
@Injectable()
export class AchievementsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly achievements: AchievementsReader,
    private readonly people: PeopleReader,
  ) {}

  /** Opens a draft for one of the actor's organisations. `externalId` is the owner's own number for it. */
  draft(actor: Actor, input: DraftAchievementInput, externalId: string | null = null): Promise<Achievement> {
    this.expectMember(actor, input.organisationId);
    return this.uow.run(async () => {
      const { contributorIds, ...content } = input;
      const made = this.compose(content, externalId, false);
      await this.uow.manager.insert(Achievement, made);
      if (contributorIds?.length) await this.name(actor, new Map([[made.id, contributorIds]]));
      await this.uow.query(indexWords('achievements', made.id, wordsOf(made)));
      const payload = { organisationId: made.organisationId };
      await this.facts.state(facts.achievementDrafted, { subject: subject(made.id), actor, payload });
      return made;
    });
  }

  /** Changes a draft; an edit that changes nothing leaves no trace. Refuses in any other state, and who was too late. */
  edit(
    actor: Actor,
    { id, expectedVersion, contributorIds, ...content }: EditAchievementInput,
  ): Promise<Achievement> {
    return this.uow.run(async () => {
      const achievement = await this.achievements.get(actor, id);
      this.moves.expect(achievement, expectedVersion);
      if (!permits(achievementPolicy, actor, 'EDIT', achievement))
        throw refuse('achievements.not-member', {});
      if (achievement.state !== 'DRAFT') throw refuse('achievements.not-editable', {});
      const set = given(content);
      if (canonical({ ...achievement, ...set }) === canonical(achievement) && !contributorIds)
        return achievement;
      const edited = await this.moves.write(achievementKind, achievement, set, expectedVersion);
      if (contributorIds) {
        await this.uow.manager.delete(AchievementContributor, { achievementId: id });
        await this.name(actor, new Map([[id, contributorIds]]));
      }
      await this.uow.query(indexWords('achievements', id, wordsOf(edited)));
      const fields = [...Object.keys(set), ...(contributorIds ? ['contributorIds'] : [])];
      await this.facts.state(facts.achievementEdited, { subject: subject(id), actor, payload: { fields } });
      return edited;
    });
  }

  /** Takes one step of an achievement's lifecycle. */
  async move(actor: Actor, { id, verb, note, expectedVersion }: MoveAchievementInput): Promise<Achievement> {
    const achievement = await this.achievements.get(actor, id);
    const set = verb === 'APPROVE' ? { publishedAt: achievement.publishedAt ?? this.clock.now() } : {};
    return this.moves.move(achievementKind, actor, achievement, verb, { note, expectedVersion, set });
  }

  /** Lets an organisation read it from now on, whatever its visibility; each disclosure is a fact. */
  disclose(actor: Actor, achievement: Achievement, organisationId: string): Promise<Achievement> {
    return this.uow.run(async () => {
      if (achievement.disclosedTo.includes(organisationId)) return achievement;
      const disclosedTo = [...achievement.disclosedTo, organisationId];
      const told = await this.moves.write(achievementKind, achievement, { disclosedTo });
      const payload = { organisationId };
      await this.facts.state(facts.achievementDisclosed, {
        subject: subject(achievement.id),
        actor,
        payload,
      });
      return told;
    });
  }

  /**
   * Takes over records from another system in one transaction: those whose number the organisation already has are
   * left alone, so that it can run again. What the platform's operator brings is open at once; what a member brings
   * becomes a draft. Refuses the whole batch when one row cannot be taken. Gives the new ones.
   */
  importBatch(
    actor: Actor,
    organisationId: string,
    rows: readonly { readonly externalId: string; readonly content: AchievementContent }[],
  ): Promise<Achievement[]> {
    this.expectMember(actor, organisationId);
    if (rows.some(({ externalId }) => !externalId.trim())) throw refuse('achievements.external-id', {});
    return this.uow.run(async () => {
      const known = await this.achievements.knownNumbers(
        organisationId,
        rows.map((row) => row.externalId),
      );
      const made: Achievement[] = [];
      const named = new Map<string, readonly string[]>();
      for (const { externalId, content } of rows) {
        if (known.has(externalId)) continue;
        known.add(externalId);
        const { contributorIds, ...rest } = { ...content, organisationId };
        const achievement = this.compose(rest, externalId, actor.kind === 'system');
        made.push(achievement);
        if (contributorIds?.length) named.set(achievement.id, contributorIds);
      }
      if (made.length > 0) await this.store(actor, made, named);
      return made;
    });
  }

  /** Takes over one record, as `importBatch` does; undefined where its number is known. */
  async importOne(
    actor: Actor,
    organisationId: string,
    content: AchievementContent,
    externalId: string,
  ): Promise<Achievement | undefined> {
    const [made] = await this.importBatch(actor, organisationId, [{ externalId, content }]);
    return made;
  }

  private expectMember(actor: Actor, organisationId: string): void {
    const mine = actor.kind === 'system' || actor.organisationIds.includes(organisationId);
    if (!mine) throw refuse('achievements.not-member', {}, ['input', 'organisationId']);
  }

  /** Inserts imported records with few statements, and one fact each. */
  private async store(
    actor: Actor,
    made: readonly Achievement[],
    named: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    await this.uow.manager.insert(Achievement, [...made]);
    await this.name(actor, named);
    await this.uow.query(
      indexManyWords(
        'achievements',
        made.map((one) => ({ id: one.id, text: wordsOf(one) })),
      ),
    );
    for (const { id, state, organisationId } of made) {
      const about = { subject: subject(id), actor };
      if (state === 'OPEN')
        await this.facts.state(facts.achievementPublished, { ...about, payload: IMPORTED });
      else await this.facts.state(facts.achievementDrafted, { ...about, payload: { organisationId } });
    }
  }

  private compose(
    content: Omit<DraftAchievementInput, 'contributorIds'>,
    externalId: string | null,
    open: boolean,
  ): Achievement {
    const now = this.clock.now();
    return Object.assign(new Achievement(), BLANK, given(content), {
      id: newId(now),
      version: 1,
      state: open ? 'OPEN' : achievementKind.lifecycle.initial,
      publishedAt: open ? now : null,
      externalId,
    } as const);
  }

  /** Names the contributors of achievements that have none yet. Refuses one that the actor does not know of. */
  private async name(actor: Actor, named: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const known = await this.people.byIds(actor, [...new Set([...named.values()].flat())]);
    const rows = [...named].flatMap(([achievementId, personIds]) =>
      [...new Set(personIds)].map((personId, position) => {
        if (!known.has(personId)) {
          throw refuse('achievements.contributor', { position: position + 1 }, ['input', 'contributorIds']);
        }
        return { achievementId, personId, position };
      }),
    );
    if (rows.length > 0) await this.uow.manager.insert(AchievementContributor, rows);
  }
}

const BLANK = {
  visibility: 'MEMBERS',
  keywords: [],
  sectors: [],
  trl: null,
  patents: [],
  modes: [],
  priceMin: null,
  publishedAt: null,
  disclosedTo: [],
} satisfies Partial<Achievement>;

/** What the operator brings is open at once: one step that stands for draft, review and approval. */
const IMPORTED = { from: 'DRAFT', to: 'OPEN', verb: 'APPROVE' } as const;

const subject = (id: string): { type: string; id: string } => ({ type: 'achievement', id });

const wordsOf = ({ title, abstract, keywords, patents }: Achievement): string =>
  [title, abstract, ...keywords, ...patents].join('\n');

/** What the input says; what it leaves out keeps its value, and only readiness and price can be taken back. */
function given(input: Partial<AchievementContent>): Partial<Achievement> {
  const odd = input.sectors?.find((code) => !isSector(code));
  if (odd !== undefined) throw refuse('achievements.sector', { value: odd }, ['input', 'sectors']);
  const said = Object.entries(input).filter(
    ([key, value]) => value !== undefined && (value !== null || key === 'trl' || key === 'priceMin'),
  );
  return Object.fromEntries(said);
}
