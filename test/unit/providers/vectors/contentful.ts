import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    url: 'https://example.test/hook?a=b',
    headers: [
      ['x-contentful-signed-headers', 'x-contentful-signed-headers,x-contentful-timestamp'],
      ['x-contentful-timestamp', '1614265330000'],
      ['x-contentful-signature', '9303f35a3f07473db807ef4450f3a4c0f73af07d149e9d75d94a830dbfe2d9d4'],
    ],
  },
  {
    ...own,
    name: 'own, more headers signed, one altered',
    scheme: 'sha256',
    headers: [
      ['X-Contentful-CRN', 'crn:x'],
      ['x-contentful-signed-headers', 'x-contentful-crn,x-contentful-signed-headers,x-contentful-timestamp'],
      ['x-contentful-timestamp', '1614265330000'],
      ['x-contentful-signature', '189b4f67a346229abb2bf3970eb321a5959b36fb4c90767aca1552798ae7a9a3'],
    ],
    altered: { headers: [['X-Contentful-CRN', 'crn:y']] },
    notRepeatable: 'We sign the two headers that must be signed.',
  },
]
