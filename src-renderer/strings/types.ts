import { plural } from '../ui/format.ts'
import { firstText } from './first.ts'

/** Text of the types that are learned from what came. */
export const typesText = {
  title: 'Types from payloads',
  command: firstText.types.command,
  filter: 'Requests to use',
  name: 'Type name',
  learn: 'Generate types',
  learning: 'Generating…',
  from: (samples: number, skipped: number) =>
    `Generated from ${plural(samples, 'payload')}${skipped > 0 ? `; ${plural(skipped, 'body', 'bodies')} without JSON skipped` : ''}. A field that is ever missing is optional.`,
  forms: { typescript: 'TypeScript', zod: 'Zod', schema: 'JSON Schema' },
  form: 'Format',
  failed: 'No types could be generated',
  fits: (n: number) => `This payload matches the types of the ${plural(n, 'payload')} before it.`,
  alone: 'This is the first payload of its event type.',
  breaks: 'This payload differs from those before it',
  copy: 'types',
}
