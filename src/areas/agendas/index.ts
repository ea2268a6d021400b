export { AgendaItem, AgendaTopic, agendaPointAdded, agendaPointRemoved } from './agenda';
export { Agenda } from './agendas.service';
export { AgendasModule } from './agendas.module';
