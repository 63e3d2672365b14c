package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The command line tool under test: how to call it, its version, and what it says it can do. */
final class Tool {
    private static final long LIMIT_SECONDS = 60;
    private static final Set<String> TAKEN_AS_PRESENT = Set.of(
            "proxy",
            "cookies",
            "digest",
            "Mime",
            "netrc",
            "headers-api",
            "HTTP-auth",
            "basic-auth",
            "bearer-auth",
            "aws",
            "parsedate",
            "large-time",
            "large-size",
            "sha512-256",
            "verbose-strings",
            "codeset-utf8",
            "local-http");
    private static final Set<String> TAKEN_AS_ABSENT =
            Set.of("SSPI", "Schannel", "win32", "wolfssl", "mbedtls", "AppleIDN", "cygwin", "Debug", "torture");
    private static final List<String> TLS_LIBRARIES =
            List.of("JSSE", "OpenSSL", "GnuTLS", "mbedTLS", "wolfSSL", "LibreSSL", "BoringSSL");

    private final String command;
    private final String version;
    private final Set<String> features = new HashSet<>();

    private Tool(String command, String versionText) {
        this.command = command;
        List<String> lines = versionText.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        String[] words = first.split(" ", -1);
        if (words.length < 2 || !words[0].equals("curl")) {
            throw new IllegalArgumentException("`" + command + " --version` printed: " + versionText);
        }
        this.version = words[1];
        for (String line : lines) {
            if (line.startsWith("Protocols:") || line.startsWith("Features:")) {
                features.addAll(
                        List.of(line.substring(line.indexOf(':') + 1).strip().split(" +", -1)));
            }
        }
        if (TLS_LIBRARIES.stream().anyMatch(library -> first.contains(" " + library + "/"))) {
            features.add("SSLpinning");
        }
        if (features.contains("NTLM") || features.contains("Kerberos") || features.contains("SPNEGO")) {
            features.add("crypto");
        }
        features.addAll(TAKEN_AS_PRESENT);
        features.removeAll(TAKEN_AS_ABSENT);
    }

    /** Asks the tool, given as words of a shell command, for its version. */
    static Tool ask(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command + " --version 2>&1")
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        String text = Octets.text(process.getInputStream().readAllBytes());
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Tool(command, text);
    }

    /** For a text as {@code --version} prints it. */
    static Tool saying(String command, String versionText) {
        return new Tool(command, versionText);
    }

    String command() {
        return command;
    }

    String version() {
        return version;
    }

    /** Only the leading digits and dots of the version. */
    String versionNumber() {
        return version.replaceFirst("[^0-9.].*$", "");
    }

    boolean has(String feature) {
        String name = feature.toLowerCase(Locale.ROOT).equals("http/2") ? "HTTP2" : feature;
        return features.contains(name);
    }
}
