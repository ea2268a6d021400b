import { Module } from '@nestjs/common';
import { LiaisonModule } from '../liaison';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ActionItemsReader } from './actions.reader';
import { ActionItemsResolver, MeetingActionsResolver } from './actions.resolver';
import { ActionRegisters, ActionsService } from './actions.service';

@Module({
  imports: [OrganisationsModule, PeopleModule, LiaisonModule],
  providers: [
    ActionItemsReader,
    ActionRegisters,
    ActionsService,
    ActionItemsResolver,
    MeetingActionsResolver,
  ],
  exports: [ActionItemsReader, ActionsService],
})
export class ActionsModule {}
