package dev.hiper.examples.bench.origin;

import dev.hiper.examples.bench.scenario.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configuration files: nginx with one worker, as fast as its own documentation says. */
final class NginxConfig {
    /** Where the answers that are files lie in its directory. */
    static final String BODY64K = "body64k";

    static final String BIG = "big";

    private static final String USER = "user root;\n";

    private static final String COMMON =
            """
            daemon off;
            worker_processes 1;
            pid "%1$s/nginx.pid";
            error_log stderr error;
            events {
                use epoll;
                worker_connections 65536;
                multi_accept on;
            }
            http {
                access_log off;
                default_type text/plain;
                sendfile on;
                tcp_nopush on;
                tcp_nodelay on;
                keepalive_timeout 1h;
                keepalive_requests 1000000000;
                client_body_buffer_size 128k;
                client_max_body_size 1m;
                client_body_temp_path "%1$s/client";
                proxy_temp_path "%1$s/proxy";
                fastcgi_temp_path "%1$s/fastcgi";
                uwsgi_temp_path "%1$s/uwsgi";
                scgi_temp_path "%1$s/scgi";
            %2$s}
            """;

    /** An upload needs a trick: a mirror reads the body before the request goes on, nothing else that is local does. */
    private static final String ORIGIN =
            """
                open_file_cache max=16 inactive=1h;
                open_file_cache_valid 1h;
                ssl_certificate "%1$s";
                ssl_certificate_key "%2$s";
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_session_cache off;
                ssl_session_tickets off;
                server {
            %3$s        location = %4$s { return 200 "Hello, world\\n"; }
                    location = %5$s { alias "%6$s"; }
                    location = %7$s { alias "%8$s"; }
                    location = %9$s {
                        keepalive_timeout 0;
                        return 200 "Hello, world\\n";
                    }
                    location = %10$s {
                        if ($request_method != POST) { return 400; }
                        if ($http_content_length !~ "^(%11$d)?$") { return 400; }
                        mirror /sink;
                        alias "%6$s";
                        error_page 405 =200 @uploaded;
                    }
                    location = /sink {
                        internal;
                        return 204;
                    }
                    location @uploaded { return 200 "Hello, world\\n"; }
                    location / { return 404; }
                }
                server {
                    listen 127.0.0.1:%12$d;
                    keepalive_timeout 0;
                    location / { stub_status; }
                }
            """;

    private static final String RELAY =
            """
                upstream origin {
                    server %1$s;
                    keepalive 256;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                }
                server {
                    listen 127.0.0.1:%2$d backlog=16384;
                    location / {
                        proxy_pass http://origin;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                    }
                }
            """;

    private NginxConfig() {}

    /** A server of what nginx can serve: neither {@link Resource#GATE} nor {@link Resource#NEVER}. */
    static String origin(Path directory, OriginInfo info, Identity identity) {
        String listen = IntStream.range(0, info.addresses())
                .mapToObj(OriginSettings::address)
                .map(address -> "        listen %1$s:%2$d backlog=16384;\n        listen %1$s:%3$d ssl backlog=16384;\n"
                        .formatted(address, info.httpPort(), info.httpsPort()))
                .collect(Collectors.joining());
        return file(
                directory,
                ORIGIN.formatted(
                        identity.certificate(),
                        identity.key(),
                        listen,
                        Resource.TINY.path(),
                        Resource.BODY64K.path(),
                        directory.resolve(BODY64K),
                        Resource.BIG.path(),
                        directory.resolve(BIG),
                        Resource.CLOSE.path(),
                        Resource.UPLOAD.path(),
                        Resource.UPLOAD.requestBytes(),
                        info.controlPort()));
    }

    /** A reverse proxy that keeps the connections to its origin open. */
    static String relay(Path directory, int port, URI origin) {
        return file(directory, RELAY.formatted(origin.getAuthority(), port));
    }

    private static String file(Path directory, String http) {
        // Only root can change users, and nobody else's files are readable for the user that it would change to.
        String user = System.getProperty("user.name").equals("root") ? USER : "";
        return user + COMMON.formatted(directory, http);
    }
}
