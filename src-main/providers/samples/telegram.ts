import type { JsonTemplate, Sample } from '#domain/samples.ts'

const update = (kind: string, value: JsonTemplate): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: null,
  body: { json: { update_id: '{{number:9}}', [kind]: value } },
})
const from = { id: '{{number:9@user}}', is_bot: false, first_name: 'Ada', username: 'ada_example' }
const chat = { id: '{{number:9@user}}', first_name: 'Ada', type: 'private' }

export const telegram: readonly Sample[] = [
  {
    id: 'message',
    title: 'Message',
    ...update('message', { message_id: '{{number:4}}', from, chat, date: '{{s}}', text: 'Do you have blue mugs?' }),
  },
  {
    id: 'callback-query',
    title: 'Button pressed',
    ...update('callback_query', { id: '{{digits:19}}', from, chat_instance: '{{digits:19}}', data: 'order:81' }),
  },
  {
    id: 'bot-blocked',
    title: 'Bot blocked by the user',
    failure: true,
    ...update('my_chat_member', {
      chat,
      from,
      date: '{{s}}',
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked', until_date: 0 },
    }),
  },
]
