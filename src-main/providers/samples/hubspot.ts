import type { JsonTemplate, Sample } from '#domain/samples.ts'

const item = (subscriptionType: string, more: { readonly [name: string]: JsonTemplate }): JsonTemplate => ({
  eventId: '{{number:10}}',
  subscriptionId: 1042,
  portalId: 81042,
  appId: 4242,
  occurredAt: '{{ms}}',
  subscriptionType,
  attemptNumber: 0,
  objectId: '{{number:9}}',
  ...more,
})
const batch = (eventType: string, ...items: readonly JsonTemplate[]): Pick<Sample, 'eventType' | 'body'> => ({
  eventType,
  body: { json: items },
})

export const hubspot: readonly Sample[] = [
  {
    id: 'contact-created',
    title: 'Contact created',
    ...batch('contact.creation', item('contact.creation', { changeFlag: 'CREATED', changeSource: 'CRM' })),
  },
  {
    id: 'deal-stage-changed',
    title: 'Deal changed (a batch of two)',
    ...batch(
      'deal.propertyChange',
      item('deal.propertyChange', { propertyName: 'dealstage', propertyValue: 'contractsent' }),
      item('deal.propertyChange', { propertyName: 'amount', propertyValue: '4200' }),
    ),
  },
  {
    id: 'deal-lost',
    title: 'Deal lost',
    failure: true,
    ...batch('deal.propertyChange', item('deal.propertyChange', { propertyName: 'dealstage', propertyValue: 'closedlost' })),
  },
  {
    id: 'contact-deleted',
    title: 'Contact deleted',
    failure: true,
    ...batch('contact.deletion', item('contact.deletion', { changeFlag: 'DELETED' })),
  },
]
