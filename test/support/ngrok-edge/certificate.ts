/** A certificate that signs itself and is no authority, as ngrok's agent demands of a server: for localhost and 127.0.0.1. The key is public by being here. */
export const edgeCertificate = `-----BEGIN CERTIFICATE-----
MIIBmDCCAT6gAwIBAgIUbkU9Jsh0gq9dThgLdbwk3whukvowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE3MTYwNFoYDzIxMjYxMDMw
MTcxNjA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARn06WhuOiR7v/rsboe6T6jrvf4eOOP9y0ajua4j8uHhZpXQkpEe67T
tLz+Nn2ZeKUS+EFtI0Gc8K02INI3P/z1o2wwajAdBgNVHQ4EFgQU5rLPA9lWLp9z
zJUBCn2Mk0zVqV0wHwYDVR0jBBgwFoAU5rLPA9lWLp9zzJUBCn2Mk0zVqV0wGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0E
AwIDSAAwRQIgGh/1DjRrmh9CSJQLjuE03/wd5lnuegjGsFKeb27Iuz0CIQC0nUJA
tA9aMgIq4hRgm9goUj19Zo/TyGNzeqF+JjOvQQ==
-----END CERTIFICATE-----
`
export const edgeKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbfJjku3rSDaWCTFv
YNLO9W6jp5yoxHOv/A8SSle+8TKhRANCAARn06WhuOiR7v/rsboe6T6jrvf4eOOP
9y0ajua4j8uHhZpXQkpEe67TtLz+Nn2ZeKUS+EFtI0Gc8K02INI3P/z1
-----END PRIVATE KEY-----
`
