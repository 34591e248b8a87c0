const parameter = (name: string, description: string) => ({ name, in: 'path', required: true, description, schema: { type: 'string' } });

const picture = (type: string) => ({ [type]: { schema: { type: 'string', format: 'binary' } } });

/** The photos in the OpenAPI document: they are files, not procedures. What sends them is a person's page. */
export const PHOTO_PATHS = {
  '/photos/{park}/{id}': {
    get: {
      operationId: 'photo',
      security: [{ apiKey: [] }],
      tags: ['photos'],
      summary: 'A photo that a person took of a meter, as evidence of a change or a handover',
      description: 'It never changes. Those of a handover are also for the tenants who came and left.',
      parameters: [parameter('park', 'code of the park'), parameter('id', 'id of the photo')],
      responses: {
        200: { description: 'the picture', content: { ...picture('image/jpeg'), ...picture('image/png'), ...picture('image/webp') } },
        default: { description: 'refused: `code` and `message`', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};
