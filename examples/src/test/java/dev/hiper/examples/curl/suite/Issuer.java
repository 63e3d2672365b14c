package dev.hiper.examples.curl.suite;

import static dev.hiper.examples.curl.suite.DerWriter.bits;
import static dev.hiper.examples.curl.suite.DerWriter.bool;
import static dev.hiper.examples.curl.suite.DerWriter.explicit;
import static dev.hiper.examples.curl.suite.DerWriter.identifier;
import static dev.hiper.examples.curl.suite.DerWriter.implicit;
import static dev.hiper.examples.curl.suite.DerWriter.integer;
import static dev.hiper.examples.curl.suite.DerWriter.octets;
import static dev.hiper.examples.curl.suite.DerWriter.sequence;
import static dev.hiper.examples.curl.suite.DerWriter.set;
import static dev.hiper.examples.curl.suite.DerWriter.time;
import static dev.hiper.examples.curl.suite.DerWriter.utf8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An authority that signs certificates and lists of revoked ones (RFC 5280), with keys on prime256v1. */
final class Issuer {
    private static final byte[] ECDSA_WITH_SHA256 = sequence(identifier("1.2.840.10045.4.3.2"));
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final int DNS_NAME = 2;
    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final BigInteger CRL_VERSION_2 = BigInteger.ONE;
    private static final byte[] CERT_AND_CRL_SIGN = {0x06};
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(30);

    private final byte[] name;
    private final KeyPair keys;
    private final Instant now;

    Issuer(String commonName, Instant now) throws GeneralSecurityException {
        this.name = name(commonName);
        this.keys = newKeys();
        this.now = now;
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The certificate that the authority signed for itself. */
    byte[] ownCertificate() throws GeneralSecurityException {
        byte[] authority = extension(BASIC_CONSTRAINTS, true, sequence(bool(true)));
        byte[] usage = extension(KEY_USAGE, true, bits(1, CERT_AND_CRL_SIGN));
        return certificate(BigInteger.ONE, name, keys, sequence(authority, usage));
    }

    /** A certificate for names as octets, since one of them is meant to be malformed, and purposes as identifiers. */
    byte[] certificate(BigInteger serial, String commonName, KeyPair subject, List<String> dns, List<String> purposes)
            throws GeneralSecurityException {
        byte[][] names =
                dns.stream().map(text -> implicit(DNS_NAME, Octets.of(text))).toArray(byte[][]::new);
        byte[][] uses = purposes.stream().map(DerWriter::identifier).toArray(byte[][]::new);
        byte[] extensions = sequence(
                extension(SUBJECT_ALT_NAME, false, sequence(names)),
                extension(EXTENDED_KEY_USAGE, false, sequence(uses)));
        return certificate(serial, name(commonName), subject, extensions);
    }

    /** A list that revokes one certificate. */
    byte[] revocation(BigInteger serial) throws GeneralSecurityException {
        byte[] revoked = sequence(integer(serial), time(now.minus(BEFORE)));
        return signed(sequence(
                integer(CRL_VERSION_2),
                ECDSA_WITH_SHA256,
                name,
                time(now.minus(BEFORE)),
                time(now.plus(AFTER)),
                sequence(revoked)));
    }

    private byte[] certificate(BigInteger serial, byte[] subject, KeyPair subjectKeys, byte[] extensions)
            throws GeneralSecurityException {
        return signed(sequence(
                explicit(0, integer(VERSION_3)),
                integer(serial),
                ECDSA_WITH_SHA256,
                name,
                sequence(time(now.minus(BEFORE)), time(now.plus(AFTER))),
                subject,
                subjectKeys.getPublic().getEncoded(),
                explicit(3, extensions)));
    }

    private byte[] signed(byte[] body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        return sequence(body, ECDSA_WITH_SHA256, bits(0, signature.sign()));
    }

    private static byte[] name(String commonName) {
        return sequence(set(sequence(identifier(COMMON_NAME), utf8(commonName))));
    }

    private static byte[] extension(String identifier, boolean critical, byte[] value) {
        return critical
                ? sequence(identifier(identifier), bool(true), octets(value))
                : sequence(identifier(identifier), octets(value));
    }
}
