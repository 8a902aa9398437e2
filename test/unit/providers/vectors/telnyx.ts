import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'ed25519',
    secret: 'ebVWLo/mVPlAeLES6KmLp5AfhTrmlb7X4OORC60ElmQ=',
    signingSecret: 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=',
    headers: [
      ['telnyx-timestamp', '1614265330'],
      ['telnyx-signature-ed25519', 'UsGwsKOhDUl64LpDmmVtc6k6nQ1lOdjjILU2zTbJ0refnJGRuxTiA2XCxPSAoiLHCgEN+bz4dZig8xKmqLTPDA=='],
    ],
  },
]
