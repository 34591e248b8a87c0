const parameter = (name: string, place: 'path' | 'query', description: string) => ({
  name,
  in: place,
  required: place === 'path',
  description,
  schema: { type: 'string' },
});

const REFUSED = { description: 'refused: `code` and `message`', content: { 'application/json': { schema: { type: 'object' } } } };
const answering = (type: string) => ({
  200: { description: 'the file', content: { [type]: { schema: { type: 'string', format: 'binary' } } } },
  default: REFUSED,
});
const LANG = parameter('lang', 'query', 'zh or en; without it, the language of the template');

/** The papers in the OpenAPI document: they are files, not procedures. */
export const PAPER_PATHS = {
  '/papers/{park}/bills/{id}.pdf': {
    get: {
      operationId: 'paper',
      security: [{ apiKey: [] }],
      tags: ['papers'],
      summary: 'A bill as a PDF',
      description:
        'A4. An issued bill is printed by the template that was in force when it was issued, so that it is the same paper at any time. Drafts are for who ' +
        'manages the park, and say that they are no bill.',
      parameters: [parameter('park', 'path', 'code of the park'), parameter('id', 'path', 'id of the bill'), LANG],
      responses: answering('application/pdf'),
    },
  },
  '/papers/{park}/months/{month}.zip': {
    get: {
      operationId: 'papersOfMonth',
      security: [{ apiKey: [] }],
      tags: ['papers'],
      summary: "A month's bills as PDFs in a zip archive, streamed",
      description:
        'The issued ones; drafts where none is out yet. For people who manage the park. Two archives at once; more are refused (429). A fault cuts the ' +
        'connection, so that nobody takes a part for the whole.',
      parameters: [
        parameter('park', 'path', 'code of the park'),
        parameter('month', 'path', 'a park-local month, "2026-10"'),
        LANG,
        parameter('ticket', 'query', 'a word of your own, 8 to 64 letters and digits: the progress is told for it'),
      ],
      responses: answering('application/zip'),
    },
  },
};
