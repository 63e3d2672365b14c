package dev.hiper.internal.auth;

import java.util.Map;

/**
 * One challenge of a server or proxy (RFC 9110, 11.3).
 *
 * @param scheme as sent
 * @param token what stands behind the scheme if it is no parameter; empty for none
 * @param parameters names in lower case; of two with one name the last counts
 */
record Challenge(String scheme, String token, Map<String, String> parameters) {}
