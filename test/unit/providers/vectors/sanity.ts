import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    headers: [['sanity-webhook-signature', 't=1614265330000,v1=jPG4Mm-tBZvSBHoXC4ImEZgibKO5EvtvrGVtIrL0VrE']],
  },
]
