import type { Sample } from '#domain/samples.ts'

const event = (category: string, type: string): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `${category}.${type}`,
  body: {
    json: {
      events: [
        {
          resourceUrl: 'https://api.xero.com/api.xro/2.0/{{uuid@tenant}}',
          resourceId: '{{uuid}}',
          eventDateUtc: '{{iso}}',
          eventType: type,
          eventCategory: category,
          tenantId: '{{uuid@tenant}}',
          tenantType: 'ORGANISATION',
        },
      ],
      firstEventSequence: 1,
      lastEventSequence: 1,
      entropy: '{{upper:20}}',
    },
  },
})

export const xero: readonly Sample[] = [
  { id: 'invoice-created', title: 'Invoice created', ...event('INVOICE', 'CREATE') },
  { id: 'invoice-updated', title: 'Invoice updated', ...event('INVOICE', 'UPDATE') },
  { id: 'contact-updated', title: 'Contact updated', ...event('CONTACT', 'UPDATE') },
]
