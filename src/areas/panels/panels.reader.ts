import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Panel } from './panel';
import { panelPolicy, panelSees } from './panel.policy';

/** Reads panels. */
@Injectable()
export class PanelsReader extends Reader<Panel> {
  constructor(context: ReaderContext) {
    super(context, Panel, panelPolicy.readable);
  }

  /** Who convened it and when each member voted is the bureau's to know. */
  override mayFollow(actor: Actor, panel: Panel): boolean {
    return panelSees.names(actor, panel);
  }

  /** The panels of applications that were not cancelled, by application, whoever asks. */
  async standing(applicationIds: readonly string[]): Promise<Map<string, Panel>> {
    const found = await this.select(
      sql`t.application_id = ANY(${applicationIds}) AND t.state <> 'CANCELLED'`,
    );
    return new Map(found.map((panel) => [panel.applicationId, panel]));
  }
}
