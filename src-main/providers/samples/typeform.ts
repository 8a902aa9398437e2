import type { JsonTemplate, Sample } from '#domain/samples.ts'

const response = (
  eventType: string,
  answers: readonly JsonTemplate[],
  more: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'body'> => ({
  eventType,
  body: {
    json: {
      event_id: '{{ulid}}',
      event_type: eventType,
      form_response: { form_id: '{{alnum:8}}', token: '{{lower:32}}', landed_at: '{{iso-s:-2m}}', ...more, answers },
    },
  },
})
const field = (type: string): JsonTemplate => ({ id: '{{alnum:12}}', type, ref: '{{uuid}}' })
const name: JsonTemplate = { type: 'text', text: 'Ada Example', field: field('short_text') }

export const typeform: readonly Sample[] = [
  {
    id: 'form-submitted',
    title: 'Form submitted',
    ...response('form_response', [name, { type: 'number', number: 9, field: field('opinion_scale') }], { submitted_at: '{{iso-s}}' }),
  },
  {
    id: 'bad-rating',
    title: 'Form submitted with a bad rating',
    failure: true,
    ...response('form_response', [name, { type: 'number', number: 1, field: field('opinion_scale') }], { submitted_at: '{{iso-s}}' }),
  },
  { id: 'form-abandoned', title: 'Form abandoned', failure: true, ...response('form_response_partial', [name], {}) },
]
