import { applyDecorators } from '@nestjs/common';
import { IsInt, IsNotEmpty, Matches, Max, Min, MinLength } from 'class-validator';

/** What is said where a value does not keep its rule, after the name of the variable. */
export const say = (message: string): { message: string } => ({ message });

const A_PORT = say('must be a whole number from 0 to 65535 (0: any free port)');
const A_SECRET = say('must have at least 32 characters; make one with: openssl rand -base64 48');

/** A port, or 0. */
export const IsPort = (): PropertyDecorator =>
  applyDecorators(IsInt(A_PORT), Min(0, A_PORT), Max(65535, A_PORT));

/** A secret that nobody guesses. */
export const IsSecret = (): PropertyDecorator => MinLength(32, A_SECRET);

/** Such secrets. */
export const AreSecrets = (): PropertyDecorator => MinLength(32, { each: true, ...A_SECRET });

/** Origins of web pages. */
export const AreOrigins = (): PropertyDecorator =>
  Matches(/^https?:\/\/[^\s/]+$/, {
    each: true,
    message: 'must be origins such as https://a.example,https://b.example',
  });

/** Entries of `AllowedHosts`; what is none is empty by now. */
export const AreHosts = (): PropertyDecorator =>
  IsNotEmpty({
    each: true,
    message: 'must be names such as qyapi.weixin.qq.com, or networks of your own such as 10.1.0.0/16',
  });

/** A bucket with its credentials. */
export const IsBucket = (): PropertyDecorator =>
  Matches(
    /^s3(\+http)?:\/\/[^\s:@/]+:[^\s:@/]+@[^\s@/?#]+\/[a-z\d][a-z\d.-]{1,61}[a-z\d](\?region=[\w-]+)?$/,
    say(
      'must look like s3://key:secret@host/bucket?region=cn-north-1, with “/”, “:” and “@” in the secret as %2F, %3A, %40',
    ),
  );
