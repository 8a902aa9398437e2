import type { JsonTemplate, Sample } from '#domain/samples.ts'

const value = (type: string, more: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '{{number:15}}',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '15555550100', phone_number_id: '{{number:15}}' },
                ...more,
              },
            },
          ],
        },
      ],
    },
  },
})
const message = { from: '15555550123', id: 'wamid.{{alnum:56}}', timestamp: '{{s-text}}' }
const status = { id: 'wamid.{{alnum:56}}', recipient_id: '15555550123', timestamp: '{{s-text}}' }

export const whatsapp: readonly Sample[] = [
  {
    id: 'text-message',
    title: 'Text message',
    ...value('text', { messages: [{ ...message, type: 'text', text: { body: 'Do you have blue mugs?' } }] }),
  },
  {
    id: 'image-message',
    title: 'Image',
    ...value('image', {
      messages: [{ ...message, type: 'image', image: { id: '{{number:15}}', mime_type: 'image/jpeg', caption: 'It leaks here' } }],
    }),
  },
  { id: 'message-delivered', title: 'Message delivered', ...value('delivered', { statuses: [{ ...status, status: 'delivered' }] }) },
  {
    id: 'message-failed',
    title: 'Message failed',
    failure: true,
    ...value('failed', {
      statuses: [{ ...status, status: 'failed', errors: [{ code: 131026, title: 'The message could not be delivered' }] }],
    }),
  },
]
