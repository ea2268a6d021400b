import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ApiReader } from '../../kernel/api-reader';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { publicId } from '../../kernel/ids';
import { workbookOf } from '../../kernel/workbook';
import { RoundBoardReader } from './round-board.reader';
import { sheetsOf, type Reviewed } from './round-sheets';

const PAGE = `query ($id: ID!, $after: String) { round(id: $id) { applications(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes {
    id determinationReason approvedOn
    notice { startsOn endsOn objections { text upheld reason } }
    reviews { state total recommendation comment criteria { code name } reviewer { name } scores { criterion score } }
    draws { excluded { person { name } conflicts { ground text } } }
  } } } }`;

interface Answer {
  readonly round: {
    readonly applications: {
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly Reviewed[];
    };
  };
}

/** Writes what an officer may see of a round as XLSX. */
@Injectable()
export class RoundWorkbook {
  constructor(
    private readonly board: RoundBoardReader,
    private readonly api: ApiReader,
  ) {}

  /** The workbook as a stream: nothing of applications whose parties the officer is a member of (回避). */
  async of(actor: Actor, roundId: string): Promise<Readable> {
    const rows = await this.board.of(actor, roundId);
    const reviewed = await this.reviewed(new RequestContext(actor, ''), roundId);
    const pairs = rows.flatMap((row) => {
      const found = reviewed.get(row.applicationId);
      return found ? [{ row, found }] : [];
    });
    return workbookOf(sheetsOf(pairs));
  }

  private async reviewed(context: RequestContext, roundId: string): Promise<Map<string, Reviewed>> {
    const found = new Map<string, Reviewed>();
    const id = publicId('round', roundId);
    for (let after: string | null | undefined; after !== null;) {
      const { round } = await this.api.ask<Answer>(context, PAGE, { id, after });
      const { nodes, pageInfo } = round.applications;
      for (const one of nodes) found.set(one.id, one);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    return found;
  }
}
