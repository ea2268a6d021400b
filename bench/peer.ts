import { createServer } from 'node:http';
import { Pool } from 'pg';

/** The peer: the same rows by one statement, `pg` and `json_agg`, with no rights, no schema and no framework. */
const pool = new Pool({ connectionString: process.argv[2], max: 20 });
const SQL = `
  SELECT json_build_object('needs', json_build_object(
    'nodes', coalesce(json_agg(json_build_object('id', n.id, 'title', n.title, 'state', n.state,
      'organisation', json_build_object('id', o.id, 'name', o.name))), '[]'))) AS data
  FROM (SELECT * FROM needs WHERE state = ANY($1) ORDER BY id DESC LIMIT 20) n
  JOIN organisations o ON o.id = n.organisation_id`;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    pool
      .query<{ data: object }>({ name: 'needs', text: SQL, values: [['OPEN', 'MATCHED']] })
      .then(({ rows }) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data: rows[0]!.data }));
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
