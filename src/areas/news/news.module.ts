import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications';
import { News } from './news';

@Module({ imports: [NotificationsModule], providers: [News] })
export class NewsModule {}
