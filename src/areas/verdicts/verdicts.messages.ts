import { messages, refuser } from '../../kernel/messages';

export const verdictsMessages = messages({
  'matches.not-owner': {
    zh: '只有该需求或成果所属单位可以评价匹配结果',
    en: 'Only the organisation that owns the need or achievement judges its matches',
  },
  'matches.subject': {
    zh: '只能评价需求或成果的匹配结果',
    en: 'Only matches of a need or an achievement are judged',
  },
  'matches.candidate': { zh: '这类记录不会作为匹配结果', en: 'Records of this type are no matches' },
  'matches.itself': { zh: '不能评价自身', en: 'Nothing is a match of itself' },
});

export const refuse = refuser(verdictsMessages);
