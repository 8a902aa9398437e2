import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'documented example',
    origin: 'published',
    scheme: 'sha256',
    secret: "It's a Secret to Everybody",
    body: 'Hello, World!',
    headers: [['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17']],
  },
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['X-Hub-Signature-256', 'sha256=00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7']],
  },
  { ...own, name: 'own, legacy', scheme: 'sha1', headers: [['X-Hub-Signature', 'sha1=492fc82bd40731e3f1e4a767c70b1e5a83821e93']] },
]
