import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'liaison.attendee': { zh: '出席人不在平台上', en: 'An attendee is not on the platform' },
    'minutes.unchanged': { zh: '纪要没有任何改动', en: 'Nothing of the minutes is changed' },
    'minutes.full': { zh: '纪要最多修订 {max} 次', en: 'Minutes can be amended {max} times at most' },
  }),
);
