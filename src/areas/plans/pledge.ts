import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Locale, Sentence } from '../../kernel/messages';

/**
 * The wordings of the pledge of research integrity by version; a new wording is a new version, none is ever changed:
 * signatures stand under it. After 《关于进一步加强科研诚信建设的若干意见》 (2018), 三(七): whoever applies pledges.
 */
export const PLEDGES: Readonly<Record<number, Sentence>> = {
  1: {
    zh: '本单位承诺：所提交的材料真实、完整、合法，不存在抄袭、伪造、篡改或重复申报；严格遵守科研诚信、科技伦理和科研经费管理的规定，按批准的预算和用途使用经费；不以任何方式干扰评审，不与评审专家私下联系。如有违反，愿接受终止项目、追回经费、记入科研诚信严重失信行为数据库等处理，并承担相应责任。',
    en: 'This organisation pledges: what it submits is true, complete and lawful, without plagiarism, fabrication, falsification or duplicate application; it keeps the rules of research integrity, of ethics in science and technology and of research funds, and spends the funds as approved; it does not interfere with the review in any way and has no private contact with reviewers. If it breaks this pledge, it accepts that the project may be terminated, the funds recovered and the breach recorded in the database of serious breaches of research integrity, and bears the responsibility.',
  },
};

/** The version of the pledge that is given now. */
export const PLEDGE_NOW = Math.max(...Object.keys(PLEDGES).map(Number));

/** The wording of the pledge. */
@ObjectType({ description: 'The wording of the pledge of research integrity.' })
export class PledgeText {
  @Field(() => Int) version!: number;
  /** In the caller's language; what is signed is the Chinese wording. */
  @Field(() => String, { description: 'In the caller’s language; what is signed is the Chinese wording.' })
  text!: string;
}

/** The pledge as it is given now. */
export const pledgeNow = (locale: Locale): PledgeText => ({
  version: PLEDGE_NOW,
  text: PLEDGES[PLEDGE_NOW]![locale],
});
