import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'h1',
    headers: [['Paddle-Signature', 'ts=1614265330;h1=7f87d88e16cb78f84ebb3c3f1b6ed9ec6b562877c5f9f764e442fc2278884423']],
  },
  {
    ...own,
    name: 'own, two secrets at once',
    scheme: 'h1',
    headers: [
      [
        'Paddle-Signature',
        'ts=1614265330;h1=7f87d88e16cb78f84ebb3c3f1b6ed9ec6b562877c5f9f764e442fc2278884423;h1=0000000000000000000000000000000000000000000000000000000000000000',
      ],
    ],
    notRepeatable: 'We sign with one secret here.',
  },
]
