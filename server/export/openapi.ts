import { EXPORT_FORMATS, EXPORT_KINDS } from './request.ts';

const parameter = (name: string, place: 'path' | 'query', description: string, schema: object = { type: 'string' }) => ({
  name,
  in: place,
  required: place === 'path' || name === 'park',
  description,
  schema,
});

/** The exports in the OpenAPI document: they are files, not procedures. */
export const EXPORT_PATHS = {
  '/export/{kind}.{format}': {
    get: {
      operationId: 'export',
      security: [{ apiKey: [] }],
      tags: ['export'],
      summary: 'A table as a file, streamed: at most 1,000,000 rows',
      description:
        'Instants are text with the offset of the park, quantities kWh (m³), money exact yuan. Rows are those the asker may see: a tenant sees the own ' +
        'accounts. More rows than a file holds are refused (413). Four files at once; more are refused (429).',
      parameters: [
        parameter('kind', 'path', 'what is exported', { type: 'string', enum: EXPORT_KINDS }),
        parameter('format', 'path', 'CSV (RFC 4180, UTF-8 with BOM) or a workbook', { type: 'string', enum: EXPORT_FORMATS }),
        parameter('park', 'query', 'code of the park'),
        parameter('point', 'query', 'code of a point; needed for month'),
        parameter('account', 'query', 'code of an account'),
        parameter('bill', 'query', 'id of a bill; needed for bill'),
        parameter('from', 'query', 'a park-local day, or an instant; 31 days before today where absent'),
        parameter('to', 'query', 'a park-local day (included), or an instant; now where absent'),
        parameter('month', 'query', 'a park-local month, "2026-11"; for month, allocation and bills'),
        parameter('medium', 'query', 'electricity or water; for flows'),
        parameter('lang', 'query', 'zh or en: heads and words'),
      ],
      responses: {
        200: {
          description: 'the file',
          content: {
            'text/csv': { schema: { type: 'string' } },
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: { type: 'string', format: 'binary' } },
          },
        },
        default: { description: 'refused: `code` and `message`', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};
