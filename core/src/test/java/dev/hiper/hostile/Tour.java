package dev.hiper.hostile;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.WriteResult;
import dev.hiper.internal.tls.TestCertificates;
import dev.hiper.sim.SimHarness;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One handle on its way through many servers, each answering with what the test says. Shows what the requests carry of what earlier
 * answers left.
 */
final class Tour implements AutoCloseable {
    private static final String COOKIE = "cookie: ";

    private final SimHarness sim;
    private final boolean own;
    private final Easy easy;
    private final Map<String, Object> servers = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final List<String> heads = new ArrayList<>();
    private List<String> fields = List.of();
    private @Nullable String redirect;
    private boolean added;

    Tour() {
        this(new SimHarness(), true, Easy.create().set(EasyOption.COOKIEFILE, ""));
    }

    /** With a world that is the caller's to close. */
    Tour(SimHarness sim, Easy easy) {
        this(sim, false, easy);
    }

    private Tour(SimHarness sim, boolean own, Easy easy) {
        this.sim = sim;
        this.own = own;
        this.easy = easy;
        easy.set(EasyOption.CAINFO, TestCertificates.caFile().toString());
        easy.set(EasyOption.WRITEFUNCTION, (self, data) -> WriteResult.ACCEPTED);
    }

    SimHarness sim() {
        return sim;
    }

    Easy easy() {
        return easy;
    }

    /** Gets {@code url}; the answer has these Set-Cookie lines. The cookies of the request, empty for none. */
    String visit(String url, String... setCookies) {
        return visitAnswered(
                url,
                List.of(setCookies).stream()
                        .map(value -> "Set-Cookie: " + value)
                        .toList());
    }

    /** As {@link #visit}, with any fields in the answer. */
    String visitAnswered(String url, List<String> answerFields) {
        String head = request(url, answerFields);
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, COOKIE, 0, COOKIE.length()))
                .map(line -> line.substring(COOKIE.length()))
                .reduce((first, second) -> first + " AND " + second)
                .orElse("");
    }

    /** The head of the last request of the transfer to {@code url}. */
    String request(String url, List<String> answerFields) {
        int colon = url.indexOf("://");
        String authority = url.substring(colon + 3, url.indexOf('/', colon + 3));
        serve(authority, url.startsWith("https"));
        fields = answerFields;
        int before = heads.size();
        leave();
        easy.set(EasyOption.URL, url);
        sim.loop().add(easy);
        added = true;
        sim.runUntilDone();
        assertNull(easy.failure(), () -> url + " " + easy.failure() + "\n" + sim.traceText());
        return heads.size() == before ? "" : heads.get(heads.size() - 1);
    }

    /** How many requests came to {@code host} without TLS. */
    long plainRequests(String host) {
        return servers.get("http://" + host) instanceof SimServer plain
                ? plain.requests().size()
                : 0;
    }

    /** What the jar holds, in Netscape's format. */
    List<String> jar() {
        return easy.info(EasyInfo.COOKIELIST);
    }

    /** The next answer of a plain server leads there. */
    void redirectOnce(String location) {
        redirect = location;
    }

    /** A server that is there before anybody visits it. */
    void serve(String authority, boolean tls) {
        servers.computeIfAbsent((tls ? "https://" : "http://") + authority, key -> {
            int colon = authority.lastIndexOf(':');
            boolean hasPort = colon > authority.lastIndexOf(']');
            String host = hasPort ? authority.substring(0, colon) : authority;
            int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : tls ? 443 : 80;
            SimServer server = serverOf(host, port);
            if (tls) {
                return new TlsServer(sim, server).answer(head -> {
                    heads.add(head);
                    return TlsServer.ok("", fields.toArray(String[]::new));
                });
            }
            return server.answer(request -> {
                heads.add(request.head());
                String location = redirect;
                if (location != null) {
                    redirect = null;
                    return SimReply.status(302, new byte[0], "Location: " + location);
                }
                return SimReply.status(200, new byte[0], fields.toArray(String[]::new));
            });
        });
    }

    private SimServer serverOf(String host, int port) {
        if (host.startsWith("[")) {
            return sim.serverAt(host.substring(1, host.length() - 1), port);
        }
        if (host.equals("localhost")) {
            return sim.serverAt("127.0.0.1", port);
        }
        if (Character.isDigit(host.charAt(0))) {
            return sim.serverAt(host, port);
        }
        String address = addresses.computeIfAbsent(host, name -> "10.1.0." + (addresses.size() + 1));
        sim.resolver().host(host, address);
        return sim.serverAt(address, port);
    }

    /** Takes the handle out of the engine. */
    void leave() {
        if (added) {
            sim.loop().remove(easy);
            added = false;
        }
    }

    @Override
    public void close() {
        leave();
        easy.close();
        if (own) {
            sim.close();
        }
    }
}
