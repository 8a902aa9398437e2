import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [
      ['x-webflow-timestamp', '1614265330000'],
      ['x-webflow-signature', '2efb39a6133486ba1509bbc627fbc903ef215940221de963a04bdc4d25d18540'],
    ],
  },
]
