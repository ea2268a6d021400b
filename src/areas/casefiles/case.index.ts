import './casefiles.messages';
import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { allKinds } from '../../kernel/kind';
import { escapeHtml } from '../../kernel/html';
import { sentence } from '../../kernel/messages';
import { MANIFEST, type Listed, type Manifest } from './case.entries';
import type { CaseRecord } from './case.reader';

/** The page that leads through a case file: no script, nothing from elsewhere, Chinese first. */
export function indexPage(manifest: Manifest, manifestHash: string, records: readonly CaseRecord[]): string {
  const heading = both('casefile.title');
  return `<!doctype html>
<html lang="zh"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${heading} ${text(manifest.title)}</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.2rem .6rem;vertical-align:top}code{word-break:break-all}small{color:#555}</style>
</head><body>
<h1>${text(manifest.title)}</h1>
<p>${heading} · ${both(`casefile.view.${manifest.view}`)}</p>
<p>${both('casefile.exported')}: ${time(manifest.exportedAt)}<br>
${both('casefile.manifest')}: <code>${manifestHash}</code> (<a href="${MANIFEST}">${MANIFEST}</a>)</p>
<h2>${both('casefile.chain')}</h2>
${records.map(recordPart).join('\n')}
<h2>${both('casefile.entries')}</h2>
<table>
${manifest.entries.map(entryRow).join('\n')}
</table>
</body></html>
`;
}

function recordPart({ section, shown, facts, entries }: CaseRecord): string {
  const { title, name: called, state, number } = shown;
  const prefix = shown.id.split('_')[0]!;
  const said = [title, called, number].filter((part) => typeof part === 'string').map(text);
  const now = typeof state === 'string' ? ` — ${both(`${prefix}.state.${state}`)}` : '';
  const steps = facts.map(
    ({ at, topic }) => `<tr><td>${time(at.toISOString())}</td><td>${stepOf(topic)}</td></tr>`,
  );
  return `<h3>${both(`casefile.section.${section}`)}${now}</h3>
<p>${[...said, ...entries.map(({ name }) => link(name))].join('<br>')}</p>
<table>${steps.join('')}</table>`;
}

const entryRow = ({ name, size, sha256 }: Listed): string =>
  `<tr><td>${link(name)}</td><td>${size} ${both('casefile.bytes')}</td><td><code>${sha256}</code></td></tr>`;

/** A step by the name of its verb where a lifecycle has one for it. */
function stepOf(topic: string): string {
  for (const { prefix, lifecycle } of allKinds()) {
    const move = lifecycle.moves.find(({ fact }) => fact.name === topic);
    if (move) return `${both(`${prefix}.verb.${move.verb}`)} <small>${text(topic)}</small>`;
  }
  return `<small>${text(topic)}</small>`;
}

const both = (code: string): string =>
  `${text(sentence(code, {}, 'zh'))} <small>${text(sentence(code, {}, 'en'))}</small>`;

const time = (instant: string): string =>
  DateTime.fromISO(instant, { zone: CITY_ZONE }).toFormat('yyyy-MM-dd HH:mm:ss');

const link = (name: string): string => `<a href="${text(name)}">${text(name)}</a>`;

const text = (value: unknown): string => escapeHtml(String(value));
