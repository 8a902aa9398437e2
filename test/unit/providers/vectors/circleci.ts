import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'documented example 1',
    origin: 'published',
    scheme: 'v1',
    secret: 'secret',
    body: 'hello world',
    headers: [['circleci-signature', 'v1=734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a']],
  },
  {
    ...own,
    name: 'documented example 2',
    origin: 'published',
    scheme: 'v1',
    secret: 'another-secret',
    body: 'lalala',
    headers: [['circleci-signature', 'v1=daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00']],
  },
  {
    ...own,
    name: 'documented example 3',
    origin: 'published',
    scheme: 'v1',
    secret: 'hunter123',
    body: 'an-important-request-payload',
    headers: [['circleci-signature', 'v1=9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa']],
  },
  {
    ...own,
    name: 'documented example 4',
    origin: 'published',
    scheme: 'v1',
    secret: 'secret',
    body: 'foo',
    headers: [['circleci-signature', 'v1=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4']],
  },
]
