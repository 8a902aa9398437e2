import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    body: '{"action":"create","type":"Issue","webhookTimestamp":1614265330000}',
    headers: [
      ['Content-Type', 'application/json'],
      ['Linear-Signature', 'c18902440c29256fbcea3056987873322b86cf978ab07c307475d294a9f0c24e'],
    ],
  },
]
