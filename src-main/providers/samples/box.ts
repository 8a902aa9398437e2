import type { Sample } from '#domain/samples.ts'

const event = (trigger: string): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: trigger,
  headers: [['BOX-DELIVERY-ID', '{{uuid}}']],
  body: {
    json: {
      type: 'webhook_event',
      id: '{{uuid}}',
      created_at: '{{iso-s}}',
      trigger,
      webhook: { id: '{{number:9}}', type: 'webhook' },
      created_by: { type: 'user', id: '{{number:9}}', name: 'Ada Example', login: 'ada@example.com' },
      source: { id: '{{number:12}}', type: 'file', name: 'mugs.pdf', size: 18211, sha1: '{{hex:40}}' },
    },
  },
})

export const box: readonly Sample[] = [
  { id: 'file-uploaded', title: 'File uploaded', ...event('FILE.UPLOADED') },
  { id: 'file-trashed', title: 'File moved to trash', failure: true, ...event('FILE.TRASHED') },
  { id: 'sign-request-declined', title: 'Signature declined', failure: true, ...event('SIGN_REQUEST.DECLINED') },
]
