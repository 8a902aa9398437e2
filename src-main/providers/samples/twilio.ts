import type { HeaderPair } from '#domain/http/headers.ts'
import type { Sample } from '#domain/samples.ts'

const account = 'AC{{hex:32}}'
const form = (eventType: string, fields: readonly HeaderPair[]): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType,
  headers: [
    ['User-Agent', 'TwilioProxy/1.1'],
    ['I-Twilio-Idempotency-Token', '{{uuid}}'],
  ],
  body: { form: [['AccountSid', account], ['ApiVersion', '2010-04-01'], ...fields] },
})
const message = (status: string, more: readonly HeaderPair[] = []) =>
  form(status, [
    ['SmsSid', 'SM{{hex:32@sid}}'],
    ['MessageSid', 'SM{{hex:32@sid}}'],
    ['SmsStatus', status],
    ['MessageStatus', status],
    ['From', '+15555550100'],
    ['To', '+15555550123'],
    ...more,
  ])
const call = (status: string, more: readonly HeaderPair[] = []) =>
  form(status, [
    ['CallSid', 'CA{{hex:32}}'],
    ['CallStatus', status],
    ['Direction', 'outbound-api'],
    ['From', '+15555550100'],
    ['To', '+15555550123'],
    ...more,
  ])

export const twilio: readonly Sample[] = [
  { id: 'message-delivered', title: 'Message delivered', ...message('delivered') },
  { id: 'message-undelivered', title: 'Message undelivered', failure: true, ...message('undelivered', [['ErrorCode', '30003']]) },
  { id: 'message-failed', title: 'Message failed', failure: true, ...message('failed', [['ErrorCode', '30008']]) },
  {
    id: 'message-received',
    title: 'Message received',
    ...form('received', [
      ['SmsSid', 'SM{{hex:32@sid}}'],
      ['MessageSid', 'SM{{hex:32@sid}}'],
      ['SmsStatus', 'received'],
      ['Body', 'Do you have blue mugs? & how many'],
      ['From', '+15555550123'],
      ['To', '+15555550100'],
      ['NumMedia', '0'],
    ]),
  },
  {
    id: 'call-completed',
    title: 'Call completed',
    ...call('completed', [
      ['CallDuration', '42'],
      ['SequenceNumber', '3'],
    ]),
  },
  { id: 'call-no-answer', title: 'Call not answered', failure: true, ...call('no-answer', [['SequenceNumber', '2']]) },
]
