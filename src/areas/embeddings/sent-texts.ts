import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { Side } from '../../engine/statistics';
import type { Titled } from '../../engine/document';
import { AchievementsReader, ON_OFFER } from '../achievements';
import { FINDABLE, NeedsReader } from '../needs';
import { textOfAchievement, textOfNeed } from '../relevance';

/** A text as it is sent to the endpoint. */
export interface SentText {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** Models read some thousand tokens; a Chinese character is about one. */
const MOST_CHARACTERS = 4_000;

const sent = (id: string, version: number, { title, body }: Titled): SentText => {
  const characters = Array.from(`${title}\n${body}`);
  return { id, version, text: characters.slice(0, MOST_CHARACTERS).join('') };
};

/** The one place that puts texts together for others to read: what is confidential by now does not pass. */
@Injectable()
export class SentTexts {
  constructor(
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
  ) {}

  /** The texts of these records as they are now. */
  async of(records: readonly { readonly side: Side; readonly id: string }[]): Promise<SentText[]> {
    const idsOf = (wanted: Side): string[] =>
      records.filter(({ side }) => side === wanted).map(({ id }) => id);
    const needs = await this.needs.byIds(SYSTEM, idsOf('need'));
    const achievements = await this.achievements.byIds(SYSTEM, idsOf('achievement'));
    return [
      ...[...needs.values()]
        .filter(({ state, visibility }) => FINDABLE.includes(state) && visibility !== 'CONFIDENTIAL')
        .map((need) => sent(need.id, need.version, textOfNeed(need))),
      ...[...achievements.values()]
        .filter(({ state, visibility }) => ON_OFFER.includes(state) && visibility !== 'CONFIDENTIAL')
        .map((one) => sent(one.id, one.version, textOfAchievement(one))),
    ];
  }
}
