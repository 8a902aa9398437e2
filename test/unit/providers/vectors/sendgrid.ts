import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'ecdsa',
    secret: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjwiEC7E94BHeS4T+8CWfP/k7BuWt9jTIVebrCaJ01CVAImP576b7n7Yi78O1jfBgfW58iM+QIAdrfzo5C93IAw==',
    headers: [
      [
        'X-Twilio-Email-Event-Webhook-Signature',
        'MEYCIQC1GTxEdgm4j81p+EECnzNfuhyv7JTAJpmlstFNfO/klgIhAJrFfzBJPiYKwFST1bIP3LA17ttHzEJhSheIWvb97bK4',
      ],
      ['X-Twilio-Email-Event-Webhook-Timestamp', '1614265330'],
    ],
    notRepeatable: 'ECDSA is random.',
  },
]
