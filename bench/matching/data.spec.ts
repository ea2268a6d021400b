import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJudged } from './data';

const NEEDS = '{"id":"n1","title":"提锂"}';
const CANDIDATES = [
  '{"id":"a1","kind":"achievement","works":[{"title":"膜"}]}',
  '{"id":"p1","kind":"person","works":[{"title":"A","text":"b"},{"title":"C"}]}',
].join('\n');
const JUDGEMENTS = 'n1\ta1\t2.5\nn1\tp1\t0';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'benfu-judged-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function reading(given: { needs?: string; candidates?: string; judgements?: string }) {
  writeFileSync(join(directory, 'needs.jsonl'), given.needs ?? NEEDS);
  writeFileSync(join(directory, 'candidates.jsonl'), given.candidates ?? CANDIDATES);
  writeFileSync(join(directory, 'judgements.tsv'), given.judgements ?? JUDGEMENTS);
  return readJudged(directory);
}

it('reads needs, candidates and grades', () => {
  const { needs, candidates, pools } = reading({});
  expect(needs).toEqual([{ id: 'n1', title: '提锂', body: '' }]);
  expect(candidates[1]).toEqual({
    id: 'p1',
    kind: 'person',
    works: [
      { title: 'A', text: 'b' },
      { title: 'C', text: '' },
    ],
  });
  expect(pools).toEqual(new Map([['n1', { places: [0, 1], grades: [2.5, 0] }]]));
});

it.each([
  ['a heading', `need_id\tcandidate_id\tgrade\n${JUDGEMENTS}`],
  ['a byte order mark', `\uFEFF${JUDGEMENTS}`],
  ['line ends of Windows and blank lines', `${JUDGEMENTS.replace('\n', '\r\n\r\n')}\r\n`],
  ['both and a heading', `\uFEFFneed_id\tcandidate_id\tgrade\r\n${JUDGEMENTS}\r\n`],
])('takes %s', (_, judgements) => {
  expect(reading({ judgements }).pools).toEqual(reading({}).pools);
  const needs = `\uFEFF${NEEDS}\r\n`;
  expect(reading({ needs }).needs).toEqual(reading({}).needs);
});

const candidate = (works: string): string => `{"id":"a1","kind":"achievement","works":${works}}`;

it.each([
  [{ needs: '' }, 'needs.jsonl is empty.'],
  [{ needs: `${NEEDS}\n{` }, 'needs.jsonl, line 2: this is not JSON.'],
  [{ needs: '[]' }, 'needs.jsonl, line 1: a JSON object is expected.'],
  [{ needs: '{"id":"n1"}' }, 'needs.jsonl, line 1: "title" must be text.'],
  [{ needs: '{"id":"n1","title":"t","body":1}' }, 'needs.jsonl, line 1: "body" must be text.'],
  [{ needs: '{"id":"","title":"t"}' }, 'needs.jsonl, line 1: "id" must not be empty or hold tabs.'],
  [{ needs: `${NEEDS}\n\n${NEEDS}` }, 'needs.jsonl, line 3: the id n1 is there already.'],
  [{ candidates: '{"id":"a1","works":[]}' }, 'line 1: "kind" must be "achievement" or "person".'],
  [{ candidates: candidate('{}') }, 'candidates.jsonl, line 1: "works" must be a list.'],
  [{ candidates: candidate('[]') }, 'candidates.jsonl, line 1: an achievement has one work, not 0.'],
  [{ candidates: candidate('["x"]') }, 'line 1: a work must be an object with a title.'],
  [{ judgements: 'need\tcandidate\tgrade' }, 'judgements.tsv holds no judgement.'],
  [{ judgements: 'n1 a1 1' }, 'judgements.tsv, line 1: three cells between tabs are expected.'],
  [
    { judgements: `${JUDGEMENTS}\nn1 a1 1` },
    'judgements.tsv, line 3: three cells between tabs are expected.',
  ],
  [{ judgements: 'n1\ta1\thigh' }, 'judgements.tsv, line 1: the grade "high" is not a number.'],
  [{ judgements: 'n1\ta1\t1\nn2\ta1\t1' }, 'judgements.tsv, line 2: no need has the id n2.'],
  [{ judgements: 'n1\ta9\t1' }, 'judgements.tsv, line 1: no candidate has the id a9.'],
  [{ judgements: 'n1\ta1\t1\nn1\ta1\t1' }, 'judgements.tsv, line 2: n1 and a1 are judged already.'],
])('says what is wrong and where: %j', (given, sentence) => {
  expect(() => reading(given)).toThrow(sentence);
});

it('says which file is not there', () => {
  expect(() => readJudged(join(directory, 'none'))).toThrow(/none.needs\.jsonl is not there\.$/);
});
