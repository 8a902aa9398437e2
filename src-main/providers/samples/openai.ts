import type { Sample } from '#domain/samples.ts'

const event = (type: string, id: string): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)'],
    ['webhook-id', 'wh_{{hex:40}}'],
  ],
  body: { json: { id: 'evt_{{hex:40}}', object: 'event', created_at: '{{s}}', type, data: { id } } },
})

export const openai: readonly Sample[] = [
  { id: 'response-completed', title: 'Response completed', ...event('response.completed', 'resp_{{hex:40}}') },
  { id: 'response-failed', title: 'Response failed', failure: true, ...event('response.failed', 'resp_{{hex:40}}') },
  { id: 'batch-completed', title: 'Batch completed', ...event('batch.completed', 'batch_{{hex:32}}') },
  { id: 'batch-expired', title: 'Batch expired', failure: true, ...event('batch.expired', 'batch_{{hex:32}}') },
  { id: 'fine-tuning-failed', title: 'Fine-tuning failed', failure: true, ...event('fine_tuning.job.failed', 'ftjob-{{alnum:24}}') },
]
