package dev.hiper.examples.bench.origin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Key and self-signed certificate of an origin, as PEM files: EC P-256, for localhost and its addresses.
 *
 * @param certificate the only one that clients need to trust
 */
record Identity(Path certificate, Path key) {
    private static final String ALIAS = "origin";
    private static final String PASSWORD = "benchmark";
    private static final int LINE = 64;

    /** Makes a new one with the JDK's {@code keytool}, and writes it into {@code directory}. */
    static Identity create(Path directory) throws IOException {
        Path store = directory.resolve("origin.p12");
        Files.deleteIfExists(store);
        generate(store);
        Identity identity = new Identity(directory.resolve("origin.pem"), directory.resolve("origin.key"));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Key key = keys.getKey(ALIAS, PASSWORD.toCharArray());
            writePem(
                    identity.certificate,
                    "CERTIFICATE",
                    keys.getCertificate(ALIAS).getEncoded());
            writePem(identity.key, "PRIVATE KEY", key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("What keytool made cannot be read", e);
        }
        Files.delete(store);
        return identity;
    }

    private static void generate(Path store) throws IOException {
        String addresses = IntStream.range(0, OriginSettings.MAX_ADDRESSES)
                .mapToObj(number -> ",ip:" + OriginSettings.address(number))
                .collect(Collectors.joining());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost" + addresses,
                "-startdate",
                "-1d",
                "-validity",
                "366",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            keytool.destroy();
            throw new IOException("Interrupted while keytool ran", e);
        }
    }

    private static void writePem(Path file, String type, byte[] encoded) throws IOException {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
