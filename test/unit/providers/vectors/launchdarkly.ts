import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['X-LD-Signature', '00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7']],
  },
]
