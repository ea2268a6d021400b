import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ACCESS, admit, sentBy, type Access } from './access';
import { ANONYMOUS, type Actor } from './actor';
import { Actors } from './actors';
import type { RequestContext } from './context';

/** The one global guard: every GraphQL method, field resolvers too, and every HTTP route says who may call it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: Actors,
  ) {}

  canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    const asked = this.reflector.get<Access | undefined>(ACCESS, execution.getHandler());
    if (execution.getType<string>() !== 'graphql')
      return this.admitSender(asked, execution.switchToHttp().getRequest());
    admit(asked, execution.getArgByIndex<RequestContext>(2).actor);
    return true;
  }

  /** Before anything of the body is read. An open route does not ask who calls. */
  private async admitSender(asked: Access | undefined, request: Request): Promise<boolean> {
    const actor: Actor = asked?.signedIn
      ? await this.actors.fromHeader(request.headers.authorization)
      : ANONYMOUS;
    admit(asked, actor);
    sentBy(request, actor);
    return true;
  }
}
