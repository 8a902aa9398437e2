import type { Sample } from '#domain/samples.ts'

const item = (eventCode: string, success: boolean, reason: string): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: eventCode,
  body: {
    json: {
      live: 'false',
      notificationItems: [
        {
          NotificationRequestItem: {
            additionalData: { hmacSignature: '', checkoutSessionId: 'CS{{upper:16}}' },
            amount: { currency: 'EUR', value: 4200 },
            eventCode,
            eventDate: '{{iso-s}}',
            merchantAccountCode: 'ExampleShopECOM',
            merchantReference: 'order-{{number:6}}',
            originalReference: eventCode === 'AUTHORISATION' ? '' : '{{upper:16}}',
            paymentMethod: 'visa',
            pspReference: '{{upper:16}}',
            reason,
            success: String(success),
          },
        },
      ],
    },
  },
})

export const adyen: readonly Sample[] = [
  { id: 'authorised', title: 'Payment authorised', ...item('AUTHORISATION', true, '081234:1111:03/2030') },
  { id: 'refused', title: 'Payment refused', failure: true, ...item('AUTHORISATION', false, 'Refused') },
  { id: 'refund-failed', title: 'Refund failed', failure: true, ...item('REFUND_FAILED', true, 'The card was cancelled') },
  { id: 'chargeback', title: 'Chargeback', failure: true, ...item('CHARGEBACK', true, 'Merchandise not received') },
]
