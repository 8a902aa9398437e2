import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v0',
    secret: 'wsec_shhh_test_secret',
    headers: [['ElevenLabs-Signature', 't=1614265330,v0=de68386d92c0a71ce22fa48a6bb0ab6b982bc01759f2047b812d74e2601a2b8c']],
  },
]
