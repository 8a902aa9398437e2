import type { Sample } from '#domain/samples.ts'

const event = (eventType: string, message: string, result: string): Pick<Sample, 'eventType' | 'body'> => ({
  eventType,
  body: {
    json: {
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      source: 'https://example.okta.com/api/v1/eventHooks/who{{alnum:17}}',
      eventId: '{{uuid}}',
      eventTime: '{{iso}}',
      contentType: 'application/json',
      data: {
        events: [
          {
            uuid: '{{uuid}}',
            published: '{{iso}}',
            eventType,
            displayMessage: message,
            severity: result === 'SUCCESS' ? 'INFO' : 'WARN',
            outcome: { result },
            actor: { id: '00u{{alnum:17}}', type: 'User', alternateId: 'ada@example.com' },
            client: { ipAddress: '203.0.113.7' },
          },
        ],
      },
    },
  },
})

export const okta: readonly Sample[] = [
  { id: 'user-created', title: 'User created', ...event('user.lifecycle.create', 'A user was created', 'SUCCESS') },
  { id: 'user-suspended', title: 'User suspended', failure: true, ...event('user.lifecycle.suspend', 'A user was suspended', 'SUCCESS') },
  { id: 'sign-in-failed', title: 'Sign-in failed', failure: true, ...event('user.session.start', 'A user could not log in', 'FAILURE') },
]
