#!/usr/bin/env bash
# Makes every file of this folder anew, with fixed dates, for tests only. Needs openssl 3.
set -e
cd "$(dirname "$0")"
past=20200101000000Z
future=21200101000000Z
leaf="basicConstraints=CA:false\nextendedKeyUsage=serverAuth\n"
authority="basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
printf '%s\n' '[ca]' 'default_ca=d' '[d]' "database=$here/index" "serial=$here/serial" "new_certs_dir=$here" "crlnumber=$here/crlnumber" \
    'default_md=sha256' 'policy=p' '[p]' 'organizationName=optional' 'commonName=supplied' > "$here/ca.cnf"

issue() { # name, subject, extensions, issuer ("self" signs itself), first day, last day
    local name=$1
    [ -e "$name.key" ] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$name.key" 2> /dev/null
    openssl req -new -key "$name.key" -subj "$2" -out "$here/csr"
    printf "$3" > "$here/ext"
    : > "$here/index"
    openssl rand -hex 8 > "$here/serial"
    local signer=(-cert "$4.pem" -keyfile "$4.key")
    [ "$4" != self ] || signer=(-selfsign -keyfile "$name.key")
    openssl ca -batch -notext -config "$here/ca.cnf" "${signer[@]}" -in "$here/csr" -extfile "$here/ext" \
        -startdate "${5:-$past}" -enddate "${6:-$future}" -out "$name.pem" 2> /dev/null
}

# A dNSName with any bytes in it, as DER.
name_of_bytes() {
    local hex
    hex=$(printf "$1" | od -An -tx1 | tr -d ' \n')
    local size=$((${#hex} / 2))
    printf 'subjectAltName=DER:30%02x82%02x%s\n' $((size + 2)) $size "$hex"
}

# What an authority says is revoked: its own name, file, last day, the revoked certificates.
revoke() {
    local signer=(-cert "$1.pem" -keyfile "$1.key")
    local file=$2 end=$3
    shift 3
    : > "$here/index"
    echo 01 > "$here/crlnumber"
    for name; do
        local serial
        serial=$(openssl x509 -in "$name.pem" -noout -serial | cut -d= -f2)
        printf 'R\t%s\t%s\t%s\tunknown\t/CN=%s\n' $future ${past#20} "$serial" "$name" >> "$here/index"
    done
    openssl ca -gencrl -config "$here/ca.cnf" "${signer[@]}" -crl_lastupdate $past -crl_nextupdate "$end" \
        -out "$file" 2> /dev/null
}

rm -f ./*.pem ./*.key ./*.der ./*.p12 ./*.crl
issue ca "/O=Hiper tests/CN=Test CA" "$authority" self
issue other-ca "/O=Hiper tests/CN=Other CA" "$authority" self
issue impostor-ca "/O=Hiper tests/CN=Test CA" "$authority" self
issue server "/CN=server" "${leaf}subjectAltName=DNS:localhost,DNS:example.test,DNS:*.example.test,DNS:a.test,DNS:b.test,IP:127.0.0.1,IP:::1\n" ca
issue other "/CN=example.test" "${leaf}subjectAltName=DNS:other.test\n" ca
issue common-name "/CN=example.test" "$leaf" ca
issue address-as-name "/CN=127.0.0.1" "${leaf}subjectAltName=DNS:127.0.0.1,DNS:*.0.0.1\n" ca
issue client-usage "/CN=example.test" "basicConstraints=CA:false\nextendedKeyUsage=clientAuth\nsubjectAltName=DNS:example.test\n" ca
issue unknown-issuer "/CN=example.test" "${leaf}subjectAltName=DNS:example.test\n" other-ca
issue self-signed "/CN=example.test" "subjectAltName=DNS:example.test\n" self
issue expired "/CN=example.test" "${leaf}subjectAltName=DNS:example.test\n" ca $past 20210101000000Z
issue not-yet-valid "/CN=example.test" "${leaf}subjectAltName=DNS:example.test\n" ca 21000101000000Z $future
issue nul-name "/CN=nul" "${leaf}$(name_of_bytes 'example.test\x00.evil.test')\n" ca
issue kelvin-name "/CN=kelvin" "${leaf}$(name_of_bytes '\xe2\x84\xaaelvin.test')\n" ca
issue client "/CN=client" "basicConstraints=CA:false\nextendedKeyUsage=clientAuth\n" ca
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key 2> /dev/null
issue rsa "/CN=rsa" "${leaf}subjectAltName=DNS:example.test\n" ca

# The clients' keys and certificates in every form that is read.
openssl pkcs8 -topk8 -in client.key -out client-encrypted.key -passout pass:secret -v2 aes-256-cbc
openssl ec -in client.key -out client-sec1.key 2> /dev/null
openssl pkcs8 -topk8 -nocrypt -in client.key -outform DER -out client-key.der
openssl x509 -in client.pem -outform DER -out client.der
openssl pkcs12 -export -in client.pem -inkey client.key -certfile ca.pem -out client.p12 -passout pass:secret
openssl rsa -in rsa.key -traditional -out rsa-pkcs1.key 2> /dev/null
openssl x509 -in server.pem -pubkey -noout > server-public.pem
openssl pkey -pubin -in server-public.pem -outform DER -out server-public.der

# Authorities in two steps, and lists of revoked certificates.
issue intermediate "/O=Hiper tests/CN=Intermediate CA" "$authority" ca
issue below-intermediate "/CN=example.test" "${leaf}subjectAltName=DNS:example.test\n" intermediate
revoke ca none-revoked.crl $future
revoke ca server-revoked.crl $future server
openssl crl -in server-revoked.crl -outform DER -out server-revoked-crl.der
revoke ca intermediate-revoked.crl $future intermediate
revoke intermediate intermediate-none-revoked.crl $future
revoke ca outdated.crl 20210101000000Z
rm -f other-ca.key intermediate.key impostor-ca.key
