import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 's',
    headers: [['x-knock-signature', 't=1614265330000,s=jPG4Mm+tBZvSBHoXC4ImEZgibKO5EvtvrGVtIrL0VrE=']],
  },
]
