import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'Svix-Webhooks/1.4'],
    ['svix-id', 'msg_{{alnum:27}}'],
  ],
  body: {
    json: {
      type,
      created_at: '{{iso}}',
      data: {
        email_id: '{{uuid}}',
        created_at: '{{iso:-5s}}',
        from: 'Shop <shop@example.com>',
        to: ['ada@example.com'],
        subject: 'Your mugs',
        ...more,
      },
    },
  },
})

export const resend: readonly Sample[] = [
  { id: 'email-delivered', title: 'Email delivered', ...event('email.delivered') },
  {
    id: 'email-bounced',
    title: 'Email bounced',
    failure: true,
    ...event('email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'The mailbox does not exist.' } }),
  },
  { id: 'email-complained', title: 'Email reported as spam', failure: true, ...event('email.complained') },
  { id: 'email-failed', title: 'Email failed', failure: true, ...event('email.failed', { failed: { reason: 'reached_daily_quota' } }) },
  { id: 'email-opened', title: 'Email opened', ...event('email.opened') },
]
