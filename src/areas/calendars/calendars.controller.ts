import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../../kernel/access';
import { Refusal } from '../../kernel/messages';
import { CalendarsService } from './calendars.service';

const SECRET = /^([\w-]{43})\.ics$/;

/** Calendars for programs that know no sign-in: the address is the secret. */
@Controller('calendar')
export class CalendarsController {
  constructor(private readonly service: CalendarsService) {}

  /** 404 for an address that never was or is no more. */
  @Get(':file')
  @Public()
  async feed(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const secret = SECRET.exec(file)?.[1];
    if (secret === undefined) throw new NotFoundException();
    const content = await this.service.file(secret).catch((error: unknown) => {
      throw error instanceof Refusal ? new NotFoundException() : error;
    });
    response.set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, max-age=0, must-revalidate',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    // Express adds the ETag, and answers 304 to whoever has these bytes.
    response.send(content);
  }
}
