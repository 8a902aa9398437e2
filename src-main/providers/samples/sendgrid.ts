import type { JsonTemplate, Sample } from '#domain/samples.ts'

const item = (event: string, more: { readonly [name: string]: JsonTemplate } = {}): JsonTemplate => ({
  email: 'ada@example.com',
  timestamp: '{{s}}',
  event,
  sg_event_id: '{{alnum:22}}',
  sg_message_id: '{{alnum:22}}.recvd-{{lower:10}}-0',
  'smtp-id': '<{{alnum:20}}@mail.example.com>',
  category: ['order'],
  ...more,
})
const batch = (eventType: string, ...items: readonly JsonTemplate[]): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType,
  headers: [['User-Agent', 'SendGrid Event API']],
  body: { json: items },
})

export const sendgrid: readonly Sample[] = [
  {
    id: 'delivered',
    title: 'Processed and delivered (a batch of two)',
    ...batch('processed', item('processed'), item('delivered', { response: '250 OK' })),
  },
  {
    id: 'bounced',
    title: 'Delivery bounced',
    failure: true,
    ...batch('bounce', item('bounce', { type: 'bounce', status: '5.1.1', reason: '550 5.1.1 There is no such mailbox.' })),
  },
  { id: 'dropped', title: 'Dropped', failure: true, ...batch('dropped', item('dropped', { reason: 'Bounced Address' })) },
  { id: 'spam-report', title: 'Reported as spam', failure: true, ...batch('spamreport', item('spamreport')) },
  {
    id: 'opened',
    title: 'Opened and clicked (a batch of two)',
    ...batch('open', item('open', { ip: '203.0.113.7' }), item('click', { url: 'https://shop.example.com/mugs' })),
  },
]
