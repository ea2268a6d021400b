import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** One tab of GraphiQL: an operation that can be run as it stands. */
export interface Example {
  readonly title: string;
  readonly query: string;
  readonly variables?: string;
}

/** Names under /graphiql/, and the package and file that hold them. */
const FILES: Readonly<Record<string, readonly [name: string, file: string]>> = {
  'react.js': ['react-umd', 'umd/react.production.min.js'],
  'react-dom.js': ['react-dom-umd', 'umd/react-dom.production.min.js'],
  'graphiql.js': ['graphiql', 'graphiql.min.js'],
  'graphiql.css': ['graphiql', 'graphiql.min.css'],
};

/** GraphiQL sets styles on its elements; scripts come from here alone, and none is evaluated. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="zh">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>Benfu 奔赴 · GraphiQL</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/graphiql/graphiql.css">
  <style>html, body, #graphiql { height: 100%; margin: 0 }</style>
</head>
<body>
  <div id="graphiql"></div>
  <script src="/graphiql/react.js"></script>
  <script src="/graphiql/react-dom.js"></script>
  <script src="/graphiql/graphiql.js"></script>
  <script src="/graphiql/start.js"></script>
</body>
</html>
`;

const START = (examples: readonly Example[]): string => `'use strict';
const without = ({ Authorization, ...headers }) => headers;
// An empty Authorization would be refused: before sign-in there is none.
const send = (url, { headers, ...rest }) => {
  const signedIn = /\\S \\S/.test(headers.Authorization ?? '');
  return fetch(url, { ...rest, headers: signedIn ? headers : without(headers) });
};
const socket = location.origin.replace(/^http/, 'ws') + '/graphql';
const headers = JSON.stringify({ Authorization: 'Bearer ', 'Accept-Language': navigator.language }, null, 2);
const tabs = ${JSON.stringify(examples)};
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', fetch: send, subscriptionUrl: socket }),
    defaultTabs: tabs.map(({ query, variables }) => ({ query, variables, headers })),
    defaultHeaders: headers,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
`;

/** Reads `# === Title` sections; a line `# variables: {…}` fills the variables of its tab. */
export function parseExamples(text: string): Example[] {
  return text
    .split(/^# ===\s*/m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      const variables = /^# variables: (.+)$/m.exec(section)?.[1];
      const query = lines
        .filter((line) => !line.startsWith('# variables:'))
        .join('\n')
        .trim();
      return { title, query: `# ${title.trim()}\n${query}\n`, ...(variables ? { variables } : {}) };
    });
}

/** Serves GraphiQL and all it needs from this program: it works where there is no internet. */
export function graphiql(): RequestHandler {
  const file = resolve(__dirname, '../graphiql-examples.graphql');
  const start = START(existsSync(file) ? parseExamples(readFileSync(file, 'utf8')) : []);
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET') return next();
    if (request.path === '/graphql' && wantsPage(request)) {
      response
        .setHeader('Content-Security-Policy', POLICY)
        .setHeader('Vary', 'Accept')
        .type('html')
        .send(PAGE);
    } else if (request.path === '/graphiql/start.js') {
      response.type('js').send(start);
    } else if (request.path.startsWith('/graphiql/')) {
      const found = FILES[request.path.slice('/graphiql/'.length)];
      if (!found) return next();
      const [name, file] = found;
      const root = dirname(require.resolve(`${name}/package.json`));
      response
        .setHeader('Cache-Control', 'public, max-age=86400')
        .sendFile(join(root, file), { dotfiles: 'allow' });
    } else next();
  };
}

/** A browser's navigation asks for HTML first; a GraphQL client over GET asks for JSON and goes on to the API. */
const wantsPage = (request: Request): boolean =>
  request.query['query'] === undefined &&
  request.accepts(['application/graphql-response+json', 'application/json', 'text/html']) === 'text/html';
