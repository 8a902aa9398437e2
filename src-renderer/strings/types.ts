import { plural } from '../ui/format.ts'
import { firstText } from './first.ts'

/** Text of the types that are learned from what came. */
export const typesText = {
  title: 'Types from what came',
  command: firstText.types.command,
  filter: 'Requests to learn from',
  name: 'Name of the type',
  learn: 'Learn types',
  learning: 'Learning ..',
  from: (samples: number, skipped: number) =>
    `Learned from ${plural(samples, 'payload')}${skipped > 0 ? `; ${plural(skipped, 'body', 'bodies')} without JSON left out` : ''}. A field that was ever missing is optional.`,
  forms: { typescript: 'TypeScript', zod: 'Zod', schema: 'JSON Schema' },
  form: 'Written as',
  failed: 'No types could be learned',
  fits: (n: number) => `This payload fits the types of ${plural(n, 'payload')} before it.`,
  alone: 'Nothing of this event type came before this payload.',
  breaks: 'This payload is unlike those before it',
  copy: 'types',
}
