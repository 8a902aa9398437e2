import { z } from 'zod'
import { errorCodes, errorShape, errorStatus } from '#contract/errors.ts'
import { eventShapes } from '#contract/events.ts'
import { type MethodName, methods } from '#contract/methods.ts'

type Json = Record<string, unknown>

/** The whole HTTP surface as OpenAPI 3.1, from the very table that validates the calls: it cannot contradict them. */
export function openApi({ version, url }: { version: string; url: string }): Json {
  const names = Object.keys(methods) as MethodName[]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hookbench',
      version,
      description:
        'Every method takes one JSON object of at most 1 MiB and answers {"ok":true,"value"} or {"ok":false,"error":{code,message,details}}. ' +
        'The same methods, and events, are available over a WebSocket at /rpc/ws: frames {id,method,input}, answered by {id,ok,value|error}.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths: { ...Object.fromEntries(names.map(name => [`/rpc/${name}`, { post: operation(name) }])), ...bytePaths },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Error: schema(errorShape, 'output'),
        ...Object.fromEntries(Object.entries(eventShapes).map(([type, shape]) => [`event.${type}`, schema(shape, 'output')])),
      },
    },
  }
}

function operation(name: MethodName): Json {
  const { summary, input, output } = methods[name]
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    requestBody: { required: true, content: { 'application/json': { schema: schema(input, 'input') } } },
    responses: { 200: json('The result.', success(schema(output, 'output'))), default: errorResponse },
  }
}

function schema(type: z.ZodType, io: 'input' | 'output'): Json {
  // What JSON Schema cannot say is left open rather than a reason to have no document at all.
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json
  return rest
}

function success(value: Json): Json {
  return { type: 'object', properties: { ok: { const: true }, value }, required: ['ok', 'value'] }
}

function json(description: string, content: Json): Json {
  return { description, content: { 'application/json': { schema: content } } }
}

const errorResponse = json(`A refusal. Status by code: ${errorCodes.map(code => `${code} ${errorStatus[code]}`).join(', ')}.`, {
  type: 'object',
  properties: { ok: { const: false }, error: { $ref: '#/components/schemas/Error' } },
  required: ['ok', 'error'],
})
const pathId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
const bytes = { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }

function download(operationId: string, summary: string, parameters: Json[]): Json {
  const range = { name: 'Range', in: 'header', required: false, schema: { type: 'string' }, description: 'One range of bytes.' }
  return {
    get: {
      operationId,
      summary,
      tags: ['bodies'],
      parameters: [...parameters, range],
      responses: {
        200: { description: 'All bytes.', content: bytes },
        206: { description: 'The requested range.', content: bytes },
        416: { description: 'The range starts past the end.' },
        default: errorResponse,
      },
    },
  }
}

const bytePaths: Json = {
  '/body/{id}': download('body.ofRequest', 'Bytes of a Request, exactly as received: nothing is masked.', [pathId]),
  '/body/{id}/decoded': download('body.ofRequestDecoded', 'The same, with Content-Encoding decoded.', [pathId]),
  '/body/attempt/{id}/{part}': download('body.ofAttempt', 'Bytes an Attempt sent or received.', [
    pathId,
    { name: 'part', in: 'path', required: true, schema: { enum: ['request', 'response'] } },
  ]),
  '/uploads': {
    put: {
      operationId: 'uploads.put',
      summary: 'Stores up to 64 MiB for a later call, for one hour.',
      tags: ['bodies'],
      requestBody: { required: true, content: bytes },
      responses: {
        200: json(
          'Where it is.',
          success({
            type: 'object',
            properties: { bodyRef: { type: 'string' }, size: { type: 'integer' } },
            required: ['bodyRef', 'size'],
          }),
        ),
        default: errorResponse,
      },
    },
  },
}
