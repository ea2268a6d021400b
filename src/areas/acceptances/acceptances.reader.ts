import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { ReaderContext } from '../../kernel/reader';
import { OfProjectReader, ROUND_TERMS } from '../taskbooks';
import { Acceptance } from './acceptance';
import { acceptancePolicy } from './acceptance.kind';
import { Recovery, recoveryPolicy } from './recovery';

/** Reads final reports and their acceptance. */
@Injectable()
export class AcceptancesReader extends OfProjectReader<Acceptance> {
  constructor(context: ReaderContext) {
    super(context, Acceptance, acceptancePolicy.readable, {
      terms: ROUND_TERMS,
      ownerId: sql`(SELECT n.organisation_id FROM projects p JOIN needs n ON n.id = p.need_id
        WHERE p.id = t.project_id)`,
    });
  }
}

/** Reads what terminated projects have to give back. */
@Injectable()
export class RecoveriesReader extends OfProjectReader<Recovery> {
  constructor(context: ReaderContext) {
    super(context, Recovery, recoveryPolicy.readable, { terms: ROUND_TERMS });
  }
}
