import type { JsonTemplate, Sample } from '#domain/samples.ts'

const agent: Sample['headers'] = [['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)']]

const event = (type: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: agent,
  body: {
    json: {
      token: '{{alnum:24}}',
      team_id: 'T{{upper:10}}',
      api_app_id: 'A{{upper:10}}',
      event: { type, ...body, event_ts: '{{s@ts}}.{{digits:6@ts}}' },
      type: 'event_callback',
      event_id: 'Ev{{upper:10}}',
      event_time: '{{s@ts}}',
      authorizations: [{ team_id: 'T{{upper:10}}', user_id: 'U{{upper:10}}', is_bot: true }],
    },
  },
})
const message = { user: 'U{{upper:10}}', ts: '{{s@ts}}.{{digits:6@ts}}', channel: 'C{{upper:10}}' }
const interaction = {
  type: 'block_actions',
  user: { id: 'U{{upper:10}}', username: 'ada' },
  trigger_id: '{{number:12}}.{{number:12}}.{{hex:32}}',
  actions: [{ action_id: 'approve', block_id: 'b1', type: 'button', value: 'order-81', action_ts: '{{s@ts}}.{{digits:6@ts}}' }],
}

export const slack: readonly Sample[] = [
  {
    id: 'message',
    title: 'Message in a channel',
    ...event('message', { ...message, text: 'The mug leaks again.', channel_type: 'channel' }),
  },
  { id: 'app-mention', title: 'App mentioned', ...event('app_mention', { ...message, text: '<@U0EXAMPLE> order more mugs' }) },
  {
    id: 'reaction-added',
    title: 'Reaction added',
    ...event('reaction_added', {
      user: 'U{{upper:10}}',
      reaction: 'coffee',
      item: { type: 'message', channel: 'C{{upper:10}}', ts: '{{s}}.{{digits:6}}' },
    }),
  },
  {
    id: 'tokens-revoked',
    title: 'Tokens revoked',
    failure: true,
    ...event('tokens_revoked', { tokens: { oauth: ['U{{upper:10}}'], bot: ['U{{upper:10}}'] } }),
  },
  { id: 'app-uninstalled', title: 'App uninstalled', failure: true, ...event('app_uninstalled', {}) },
  {
    id: 'slash-command',
    title: 'Slash command',
    eventType: '/mug',
    withoutId: true,
    headers: agent,
    body: {
      form: [
        ['token', '{{alnum:24}}'],
        ['team_id', 'T{{upper:10}}'],
        ['channel_id', 'C{{upper:10}}'],
        ['user_id', 'U{{upper:10}}'],
        ['user_name', 'ada'],
        ['command', '/mug'],
        ['text', 'order 12 blue'],
        ['trigger_id', '{{number:12}}.{{number:12}}.{{hex:32}}'],
      ],
    },
  },
  {
    id: 'button-clicked',
    title: 'Button clicked',
    eventType: 'block_actions',
    withoutId: true,
    headers: agent,
    body: { form: [['payload', JSON.stringify(interaction)]] },
  },
]
