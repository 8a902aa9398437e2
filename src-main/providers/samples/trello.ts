import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      model: { id: '{{hex:24@board}}', name: 'Mugs', closed: false },
      action: {
        id: '{{hex:24}}',
        idMemberCreator: '{{hex:24}}',
        type,
        date: '{{iso}}',
        data: {
          board: { id: '{{hex:24@board}}', name: 'Mugs', shortLink: '{{alnum:8}}' },
          card: { id: '{{hex:24}}', name: 'The mug leaks', idShort: 81 },
          ...data,
        },
        memberCreator: { username: 'ada', fullName: 'Ada Example' },
      },
    },
  },
})

export const trello: readonly Sample[] = [
  { id: 'card-created', title: 'Card created', ...event('createCard', { list: { id: '{{hex:24}}', name: 'To do' } }) },
  {
    id: 'card-moved',
    title: 'Card moved',
    ...event('updateCard', { listBefore: { id: '{{hex:24}}', name: 'To do' }, listAfter: { id: '{{hex:24}}', name: 'Doing' } }),
  },
  { id: 'card-deleted', title: 'Card deleted', failure: true, ...event('deleteCard', {}) },
]
