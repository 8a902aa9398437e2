import type { Sample } from '#domain/samples.ts'

const notification = (subject: string, message: string): Pick<Sample, 'eventType' | 'contentType' | 'headers' | 'body'> => ({
  eventType: 'Notification',
  contentType: 'text/plain; charset=UTF-8',
  headers: [
    ['User-Agent', 'Amazon Simple Notification Service Agent'],
    ['x-amz-sns-message-type', 'Notification'],
    ['x-amz-sns-topic-arn', 'arn:aws:sns:eu-central-1:000000000000:mugs'],
  ],
  body: {
    json: {
      Type: 'Notification',
      MessageId: '{{uuid}}',
      TopicArn: 'arn:aws:sns:eu-central-1:000000000000:mugs',
      Subject: subject,
      Message: message,
      Timestamp: '{{iso}}',
      SignatureVersion: '2',
    },
  },
})

export const awsSns: readonly Sample[] = [
  { id: 'notification', title: 'Notification', ...notification('Order', '{"order":"A-81","status":"packed"}') },
  {
    id: 'alarm',
    title: 'Alarm',
    failure: true,
    ...notification('ALARM: mugs-5xx', '{"AlarmName":"mugs-5xx","NewStateValue":"ALARM","OldStateValue":"OK"}'),
  },
  {
    id: 'mail-bounced',
    title: 'Email bounced',
    failure: true,
    ...notification(
      'Amazon SES Email Event Notification',
      '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"ada@example.com"}]}}',
    ),
  },
]
