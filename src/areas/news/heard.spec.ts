import '../../app.module';
import { allTopics } from '../../kernel/facts';
import { HEARD, UNHEARD } from './heard';

const heard = HEARD.map(({ topic }) => topic);
const unheard = Object.keys(UNHEARD);

describe('what people are told', () => {
  it('names every fact once: it is heard, or there is a reason why not', () => {
    const declared = [...allTopics().keys()].sort();
    expect([...heard, ...unheard].sort()).toEqual(declared);
  });

  it('gives a reason where the table says nothing', () => {
    for (const why of Object.values(UNHEARD)) expect(why.length).toBeGreaterThan(20);
  });
});
