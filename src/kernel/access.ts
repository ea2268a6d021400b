import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { ANONYMOUS, type Actor, type PlatformRole } from './actor';
import type { RequestContext } from './context';
import { messages, refuser } from './messages';

export const refuseAccess = refuser(
  messages({
    NOT_FOUND: { zh: '未找到“{field}”所指的记录', en: 'Nothing found for “{field}”' },
    UNAUTHENTICATED: { zh: '请先登录', en: 'Sign in first' },
    FORBIDDEN: { zh: '您没有执行此操作的权限', en: 'You may not do this' },
  }),
);

/** Who may call a resolver method at all; rights on one record are its policy's. */
export interface Access {
  readonly signedIn: boolean;
  /** Any of these roles suffices; empty = no role needed. */
  readonly roles: readonly PlatformRole[];
}

export const ACCESS = Symbol('access');
const access = (signedIn: boolean, roles: readonly PlatformRole[] = []): CustomDecorator<symbol> =>
  SetMetadata(ACCESS, { signedIn, roles } satisfies Access);

/** Anyone may call it, signed in or not. */
export const Public = (): CustomDecorator<symbol> => access(false);
/** A field that whoever sees its record may see. */
export const SeenWithParent = (): CustomDecorator<symbol> => access(false);
/** Only callers who have signed in. */
export const SignedIn = (): CustomDecorator<symbol> => access(true);
/** Only holders of one of these platform roles. */
export const Can = (...roles: PlatformRole[]): CustomDecorator<symbol> => access(true, roles);

/** Refuses an actor who does not meet what the method asks; a method that asks nothing is closed. */
export function admit(asked: Access | undefined, actor: Actor): void {
  if (!asked) throw refuseAccess('FORBIDDEN', {});
  if (actor.kind === 'anonymous' && asked.signedIn) throw refuseAccess('UNAUTHENTICATED', {});
  if (asked.roles.length > 0 && !asked.roles.some((role) => actor.roles.has(role)))
    throw refuseAccess('FORBIDDEN', {});
}

const callers = new WeakMap<object, Actor>();

/** Remembers who sent an HTTP request, for `@Me` and `senderOf`. */
export const sentBy = (request: object, actor: Actor): void => void callers.set(request, actor);

/** Who sent an HTTP request; anonymous on a route that asks nobody. */
export const senderOf = (request: object): Actor => callers.get(request) ?? ANONYMOUS;

const contextOf = (execution: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(execution).getContext<RequestContext>();

/** The actor of the request, as a parameter of a resolver or an HTTP route. */
export const Me = createParamDecorator((_: unknown, execution: ExecutionContext): Actor => {
  if (execution.getType() !== 'http') return contextOf(execution).actor;
  return senderOf(execution.switchToHttp().getRequest<object>());
});

/** The request's context, with its loaders, as a resolver parameter. */
export const Ctx = createParamDecorator((_: unknown, execution: ExecutionContext): RequestContext =>
  contextOf(execution),
);
