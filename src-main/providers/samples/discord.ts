import type { JsonTemplate, Sample } from '#domain/samples.ts'

/** Interactions: their type is a number. */
const interaction = (type: number, data: JsonTemplate): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: String(type),
  headers: [['User-Agent', 'Discord-Interactions/1.0 (+https://discord.com)']],
  body: {
    json: {
      id: '1{{digits:18}}',
      application_id: '1{{digits:18}}',
      type,
      token: '{{alnum:60}}',
      version: 1,
      guild_id: '1{{digits:18}}',
      channel_id: '1{{digits:18}}',
      member: { user: { id: '1{{digits:18}}', username: 'ada' }, permissions: '0' },
      data,
    },
  },
})

export const discord: readonly Sample[] = [
  {
    id: 'slash-command',
    title: 'Slash command',
    ...interaction(2, { id: '1{{digits:18}}', name: 'mug', type: 1, options: [{ name: 'colour', type: 3, value: 'blue' }] }),
  },
  { id: 'button', title: 'Button clicked', ...interaction(3, { component_type: 2, custom_id: 'approve:81' }) },
  {
    id: 'modal',
    title: 'Form submitted',
    ...interaction(5, {
      custom_id: 'complaint',
      components: [{ type: 1, components: [{ type: 4, custom_id: 'text', value: 'The mug leaks' }] }],
    }),
  },
]
