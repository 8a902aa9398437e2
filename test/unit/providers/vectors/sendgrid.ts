import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'ecdsa',
    secret: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYyjIDf4RCObQJYPswyMeXPFOj6hnAxfpGjY0bq/sGJaWku4saELnUzBZStsn8GYEw8uYmKboSUt2K4+oh7QzxQ==',
    headers: [
      [
        'X-Twilio-Email-Event-Webhook-Signature',
        'MEUCIF47z0Ho69x0pis67sasjmlw2D3vxxPpOwV83Clw4AJ2AiEA4UtGQfUp+qzv1ogah2ZCdux1cFoydh2zSFIqWTLjAiU=',
      ],
      ['X-Twilio-Email-Event-Webhook-Timestamp', '1614265330'],
    ],
    notRepeatable: 'ECDSA is random.',
  },
]
