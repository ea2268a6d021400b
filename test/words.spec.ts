import 'reflect-metadata';
import '../src/app.module';
import { allTopics } from '../src/kernel/facts';
import { allKinds } from '../src/kernel/kind';
import { allMessages } from '../src/kernel/messages';
import { allSettings } from '../src/kernel/settings';

describe.each(allKinds().map((kind) => [kind.prefix, kind] as const))(
  'the lifecycle of %s',
  (prefix, kind) => {
    it('reaches each of its states', () => expect(kind.lifecycle.unreachable()).toEqual([]));

    it('has a rule for each verb and for reading, and none for others', () => {
      expect(Object.keys(kind.policy.rules)).toEqual(
        expect.arrayContaining(['read', ...kind.lifecycle.verbs]),
      );
    });

    it('shows only verbs that it has', () => {
      expect(kind.verbs.filter((verb) => !kind.lifecycle.verbs.includes(verb))).toEqual([]);
    });

    it('says each verb in a state once', () => {
      const steps = kind.lifecycle.moves.flatMap(({ verb, from }) =>
        from.map((state) => `${verb} from ${state}`),
      );
      expect(steps).toEqual([...new Set(steps)]);
    });

    it('names its states and verbs in both languages', () => {
      const codes = [
        ...kind.lifecycle.states.map((state) => `${prefix}.state.${state}`),
        ...kind.lifecycle.verbs.map((verb) => `${prefix}.verb.${verb}`),
      ];
      expect(codes.filter((code) => !allMessages().has(code))).toEqual([]);
    });
  },
);

describe('words', () => {
  const parameters = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

  it('are there in both languages with the same parameters', () => {
    const odd = [...allMessages()].filter(([, { zh, en }]) => {
      const same =
        new Set(parameters(zh)).size === new Set(parameters(en)).size &&
        parameters(zh).every((name) => parameters(en).includes(name));
      return !zh.trim() || !en.trim() || !same;
    });
    expect(odd).toEqual([]);
  });

  it('are each of their language', () => {
    const han = /\p{Script=Han}/u;
    const untranslated = [...allMessages()].filter(
      ([, { zh, en }]) => !han.test(zh) || han.test(en.replace(/\{\w+\}/g, '')),
    );
    expect(untranslated.map(([code]) => code)).toEqual([]);
  });

  it('explain every setting', () => {
    for (const { key, text } of allSettings().values())
      expect([key, Boolean(text.zh && text.en)]).toEqual([key, true]);
  });

  it('name topics by area and event', () => {
    expect([...allTopics().keys()].filter((name) => !/^[a-z][a-z-]*\.[a-z][a-z.-]*$/.test(name))).toEqual([]);
  });
});
