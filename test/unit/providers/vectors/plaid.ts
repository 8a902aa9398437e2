import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'es256',
    secret:
      '{"kty":"EC","x":"YyjIDf4RCObQJYPswyMeXPFOj6hnAxfpGjY0bq_sGJY","y":"lpLuLGhC51MwWUrbJ_BmBMPLmJim6ElLdiuPqIe0M8U","crv":"P-256","alg":"ES256","kid":"bfbd5111-8e33-4643-8ced-b2e642a72f3c","use":"sig"}',
    headers: [
      [
        'Plaid-Verification',
        'eyJhbGciOiJFUzI1NiIsImtpZCI6ImJmYmQ1MTExLThlMzMtNDY0My04Y2VkLWIyZTY0MmE3MmYzYyIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE2MTQyNjUzMzAsInJlcXVlc3RfYm9keV9zaGEyNTYiOiI4Yjc3ZjIzYThkM2YyMTdiMjBkODdjNTBkOWRiYmMzZTg0ZGRlOGE4Y2M2Y2I3Zjg4NTgwMzU4ZDE2NTQzZTlhIn0.0llNNWWOVIz7VgKh3C9I6hWQdUsqRTWyGDX8GP1q_Klq10lr1R55lUNkkCqM-I3tnsO1Y0IXit8468IA2nL5Cg',
      ],
    ],
    alteredCode: 'body_altered',
    notRepeatable: 'ECDSA is random.',
  },
]
