import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['X-Hub-Signature-256', 'sha256=00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7']],
  },
  {
    ...own,
    name: 'own, legacy',
    scheme: 'sha1',
    headers: [['X-Hub-Signature', 'sha1=492fc82bd40731e3f1e4a767c70b1e5a83821e93']],
  },
]
